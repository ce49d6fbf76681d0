import { appOf } from './rendered-app.js';

// What stands on the same sources as an add-on of Windows events: in the words of their documentation as far as it matters here.

/** Splunk's own default for events as text: lines of the header, and anything that looks like `name: value` in the message, become fields. */
export const systemDefault = appOf('system', {
  'default/props.conf': `[source::WinEventLog...]
KV_MODE = none
REPORT-MESSAGE = wel-message, wel-eq-kv, wel-col-kv
`,
  'default/transforms.conf': `[wel-message]
REGEX = (?<pre_msg>[\\s\\S]+?)\\nMessage=(?<Message>[\\s\\S]+)

[wel-eq-kv]
SOURCE_KEY = pre_msg
REGEX = ([A-Za-z0-9_]+)=([^\\n]*)
FORMAT = $1::$2
MV_ADD = true

[wel-col-kv]
SOURCE_KEY = Message
REGEX = \\n([^:\\n\\r]+):[ \\t]+([^\\n]*)
FORMAT = $1::$2
MV_ADD = true
`,
});

/** The kinds of settings that the Splunk Add-on for Microsoft Windows has where ours are. */
export const windowsAddOn = appOf('windows', {
  'default/props.conf': `[WinEventLog]
FIELDALIAS-dest = ComputerName AS dest
FIELDALIAS-event_id = RecordNumber AS event_id RecordNumber AS id
EVAL-signature_id = EventCode
EVAL-vendor_product = "Microsoft Windows"
EVAL-app = "windows"
EVAL-user = coalesce(User,null())
LOOKUP-1severity = ta_severity EventType OUTPUTNEW severity
LOOKUP-action = ta_action EventCode OUTPUTNEW action status

[XmlWinEventLog]
KV_MODE = none
REPORT-0xml_block_extract = ta_system
REPORT-0xml_kv_extract = ta_data
EVAL-signature_id = EventID
EVAL-vendor_product = "Microsoft Windows"
EVAL-app = "windows"
FIELDALIAS-dvc = Computer AS dvc
LOOKUP-1severity = ta_severity Level AS Level OUTPUTNEW severity

[source::XmlWinEventLog:Application]
FIELDALIAS-dest = Computer AS dest
EVAL-Error_Code = coalesce(Error_Code,null())
LOOKUP-action = ta_action EventID OUTPUTNEW action status
`,
  'default/transforms.conf': `[ta_system]
REGEX = <(EventID|Level|Channel|Computer|EventRecordID)(?: [^>]*)?>([^<]*)<
FORMAT = $1::$2
MV_ADD = false

[ta_data]
REGEX = <Data Name='([^']*)'>([^<]*)<
FORMAT = $1::$2
MV_ADD = true

[ta_severity]
filename = ta_severity.csv
max_matches = 1

[ta_action]
filename = ta_action.csv
max_matches = 1
`,
  'lookups/ta_severity.csv': 'EventType,Level,severity\n2,2,high\n3,3,medium\n4,4,informational\n',
  'lookups/ta_action.csv': 'EventCode,EventID,action,status\n256,256,started,success\n1000,1000,crashed,failure\n',
  'default/eventtypes.conf': '[wineventlog_application]\nsearch = source IN (*WinEventLog:Application)\n',
  'default/tags.conf': '[eventtype=wineventlog_application]\nos = enabled\nwindows = enabled\n',
});
