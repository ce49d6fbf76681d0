import { caseTwice } from './case-twice.js';
import { caseValue } from './case-value.js';
import { cimActionRule } from './cim-action.js';
import { cimDatasetRule } from './cim-dataset.js';
import { cimObjectCategory } from './cim-object-category.js';
import { cimRequired } from './cim-required.js';
import { cimTags } from './cim-tags.js';
import { cimTwoModels } from './cim-two-models.js';
import { classShipped } from './class-shipped.js';
import { classUnused } from './class-unused.js';
import { ecsCategory } from './ecs-category.js';
import { ecsType } from './ecs-type.js';
import { enumCodeTwice } from './enum-code-twice.js';
import { enumUnused } from './enum-unused.js';
import { eventNoSample } from './event-no-sample.js';
import { eventOutcomes } from './event-outcomes.js';
import { eventTwice } from './event-twice.js';
import { fieldUnused } from './field-unused.js';
import { frameTemplate } from './frame-template.js';
import { frameTimes } from './frame-times.js';
import { frameUnion } from './frame-union.js';
import { messageAmbiguous } from './message-ambiguous.js';
import { messageMissing } from './message-missing.js';
import { messageTemplate } from './message-template.js';
import { onlyFailedOutcome } from './only-failed-outcome.js';
import { orderRole } from './order-role.js';
import { outcomeUntold } from './outcome-untold.js';
import { referenceBefore } from './reference-before.js';
import { referenceCarrier } from './reference-carrier.js';
import { referenceClass } from './reference-class.js';
import { referenceEnum } from './reference-enum.js';
import { referenceEvent } from './reference-event.js';
import { referenceField } from './reference-field.js';
import { referenceFrame } from './reference-frame.js';
import { referenceScope } from './reference-scope.js';
import { referenceSource } from './reference-source.js';
import { referenceStream } from './reference-stream.js';
import type { Rule } from './rule.js';
import { sampleEvent } from './sample-event.js';
import { sampleFolder } from './sample-folder.js';
import { sampleFrame } from './sample-frame.js';
import { sampleTwice } from './sample-twice.js';
import { sampleValue } from './sample-value.js';
import { secretUnmasked } from './secret-unmasked.js';
import { sourcePlace } from './source-place.js';
import { streamNoEvent } from './stream-no-event.js';
import { streamNoSample } from './stream-no-sample.js';
import { timeIncomplete } from './time-incomplete.js';
import { timeZoneLost } from './time-zone-lost.js';
import { valueNameLong } from './value-name-long.js';
import { valueTwice } from './value-twice.js';
import { versionUnlisted } from './version-unlisted.js';

/** Every rule about a catalog, in the order of their codes. */
export const rules: readonly Rule[] = [
  caseTwice,
  caseValue,
  cimActionRule,
  cimDatasetRule,
  cimObjectCategory,
  cimRequired,
  cimTags,
  cimTwoModels,
  classShipped,
  classUnused,
  ecsCategory,
  ecsType,
  enumCodeTwice,
  enumUnused,
  eventNoSample,
  eventOutcomes,
  eventTwice,
  fieldUnused,
  frameTemplate,
  frameTimes,
  frameUnion,
  messageAmbiguous,
  messageMissing,
  messageTemplate,
  onlyFailedOutcome,
  orderRole,
  outcomeUntold,
  referenceBefore,
  referenceCarrier,
  referenceClass,
  referenceEnum,
  referenceEvent,
  referenceField,
  referenceFrame,
  referenceScope,
  referenceSource,
  referenceStream,
  sampleEvent,
  sampleFolder,
  sampleFrame,
  sampleTwice,
  sampleValue,
  secretUnmasked,
  sourcePlace,
  streamNoEvent,
  streamNoSample,
  timeIncomplete,
  timeZoneLost,
  valueNameLong,
  valueTwice,
  versionUnlisted,
];
