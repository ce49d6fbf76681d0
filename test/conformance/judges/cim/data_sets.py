"""Prints what pytest-splunk-addon wants of the event types of apps, as JSON: for each app and each tagged stanza the data sets of the
Common Information Model that its tags reach, each with its searches and the fields that a record in it must have. Takes the apps' folders."""

import importlib.util
import json
import os
import sys
import types

ROOT = os.path.dirname(importlib.util.find_spec("pytest_splunk_addon").origin)

# What the tool imports for its paths is an empty package in the registry; it has the files itself.
paths = types.ModuleType("splunk_cim_models")
paths.DATA_MODELS_PATH = os.path.join(ROOT, "data_models")
paths.DATAMODEL_SCHEMA_PATH = os.path.join(ROOT, "cim_tests", "DatamodelSchema.json")
paths.COMMON_FIELDS_PATH = os.path.join(ROOT, "cim_tests", "CommonFields.json")
sys.modules["splunk_cim_models"] = paths

from pytest_splunk_addon.addon_parser import AddonParser  # noqa: E402
from pytest_splunk_addon.cim_tests.data_model_handler import DataModelHandler  # noqa: E402


def field_of(field):
    return {
        "name": field.name,
        "type": field.type,
        "condition": field.condition,
        "validity": field.validity,
        "multiple": bool(field.multi_value),
        "expected": field.expected_values,
        "negative": field.negative_values,
    }


def mapped(app, handler):
    # A data set stands behind those that it is a part of: a record in it fits the searches of all of them.
    for stanza, line in handler.get_mapped_data_models(AddonParser(app)):
        yield {
            "app": os.path.basename(app),
            "stanza": stanza,
            "dataset": f"{line[-1].data_model}.{line[-1].name}",
            "searches": [each.search_constraints for each in line],
            "fields": [field_of(each) for each in line[-1].fields],
        }


handler = DataModelHandler(paths.DATA_MODELS_PATH)
found = [each for app in sys.argv[1:] for each in mapped(app, handler)]
json.dump(sorted(found, key=lambda each: (each["app"], each["stanza"], each["dataset"])), sys.stdout)
