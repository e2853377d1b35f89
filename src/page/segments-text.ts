import type { Segment } from './painted-segments.js';

/** Elements that do not begin a line of their own. */
const INLINE =
  /\/\d+(?:span|strong|em|b|i|a|u|s|del|ins|sub|sup|mark|kbd|small|abbr|q|cite|font|code|label)$/;

/** The text of segments as a person reads it: blocks on lines of their own. */
export function segmentsText(segments: readonly Segment[]): string {
  let text = '';
  let block: string | undefined;
  for (const segment of segments) {
    const own = blockOf(segment.path);
    if (block !== undefined && own !== block) text = `${text.trimEnd()}\n`;
    text += segment.text;
    block = own;
  }
  return text;
}

function blockOf(path: string): string {
  let block = path;
  while (INLINE.test(block)) block = block.slice(0, block.lastIndexOf('/'));
  return block;
}
