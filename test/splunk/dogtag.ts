import { logHost, shipped } from './shipped.js';

const [dogtag] = shipped.filter((each) => each.catalog.id === 'dogtag');
if (dogtag === undefined) throw new Error('the catalog dogtag is not there');

export const { app, catalog, naming } = dogtag;
export const host = logHost;
export const origin = dogtag.originOf('');
export const { sourcetype } = origin;
