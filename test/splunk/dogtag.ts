import { readConf } from './conf-reader.js';
import type { Naming } from './facts.js';
import { readCatalog, renderApp } from './rendered-app.js';
import type { App } from './search-time.js';

export const catalog = readCatalog('dogtag');
export const app = renderApp(catalog);
export const sourcetype = 'dogtag:audit';
export const host = 'log-host.example.com';
export const naming = namingOf(app);

/** The names of the app's own facts are read from the rendered files. */
function namingOf(rendered: App): Naming {
  const props = readConf(rendered.get('default/props.conf') ?? '').get(sourcetype) ?? new Map<string, string>();
  const raw = [...(props.get('FIELDALIAS-dogtag_raw') ?? '').matchAll(/(\S+) AS /g)].map(([, name = '']) => name);
  return { prefix: 'dogtag_', key: 'AuditEvent', host, given: new Set(raw), serials: ['CertSerialNum', 'Serial'] };
}
