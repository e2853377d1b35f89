import { PATH_END, SEGMENT_START } from '../model/probe-names.js';
import type { PaintedState } from '../probe/messages.js';

/** A run of text and the path of the element that it was in. */
export interface Segment {
  readonly path: string;
  readonly text: string;
  /** It begins as a segment of the state before: a long answer is walked once, not in every state. */
  readonly grown?: { readonly from: Segment; readonly keep: number; readonly added: string };
}

/** What each state showed. A segment that a state shares with the one before it is the same object. */
export function paintedSegments(
  states: readonly Pick<PaintedState, 'keep' | 'add'>[],
): readonly (readonly Segment[])[] {
  let length = 0;
  let segments: readonly Segment[] = [];
  return states.map(({ keep, add }) => {
    const last = segments.at(-1);
    const lastFrom = last === undefined ? 0 : length - last.text.length;
    if (last !== undefined && keep > lastFrom && !add.includes(SEGMENT_START)) {
      const kept = last.text.slice(0, keep - lastFrom);
      const grown = { from: last, keep: kept.length, added: add };
      segments = [...segments.slice(0, -1), { path: last.path, text: kept + add, grown }];
      length = keep + add.length;
      return segments;
    }
    const encoded = encode(segments).slice(0, keep) + add;
    length = encoded.length;
    const kept: Segment[] = [];
    let at = 0;
    for (const segment of segments) {
      const end = at + segment.path.length + segment.text.length + 2;
      // The last one that is kept may have been cut, or may go on.
      if (end >= keep) break;
      kept.push(segment);
      at = end;
    }
    segments = [...kept, ...parse(encoded, at)];
    return segments;
  });
}

const encode = (segments: readonly Segment[]): string =>
  segments.map(({ path, text }) => SEGMENT_START + path + PATH_END + text).join('');

function* parse(encoded: string, from: number): Generator<Segment, void, undefined> {
  let at = from;
  while (at < encoded.length) {
    const next = encoded.indexOf(SEGMENT_START, at + 1);
    const end = next < 0 ? encoded.length : next;
    const mark = encoded.indexOf(PATH_END, at);
    yield { path: encoded.slice(at + 1, mark), text: encoded.slice(mark + 1, end) };
    at = end;
  }
}
