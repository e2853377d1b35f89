/** Where the page's `window` holds the probe, and the binding through which it reports, as JSON. */
export const PROBE_NAME = '__plimsollProbe';
export const REPORT_BINDING = '__plimsollReport';

/**
 * What a painted state is written in: segments of text, each begun by the first mark, the path of its element, and the
 * second mark. Neither occurs in text that a page shows.
 */
export const SEGMENT_START = '\u0002';
export const PATH_END = '\u0003';
