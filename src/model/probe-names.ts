/** Where the page's `window` holds the probe, and the binding through which it reports, as JSON. */
export const PROBE_NAME = '__plimsollProbe';
export const REPORT_BINDING = '__plimsollReport';
