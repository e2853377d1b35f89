import type { PhaseAttribution } from '../model/findings.js';
import type { Palette } from './palette.js';

type PartKey = 'inputMs' | 'pageBeforeMs' | 'serverMs' | 'pageAfterMs' | 'unattributedMs';

/** The parts of the wait in the order in which they happen, with the words and colours that stand for them. */
export const ATTRIBUTION_PARTS: readonly {
  readonly key: PartKey & keyof PhaseAttribution;
  readonly name: string;
  readonly color: keyof Palette;
  readonly meaning: string;
}[] = [
  {
    key: 'inputMs',
    name: 'input',
    color: 'inputPart',
    meaning: 'The page was still handling the keystroke or click that sent the message.',
  },
  {
    key: 'pageBeforeMs',
    name: 'page before',
    color: 'pageBeforePart',
    meaning: 'The page did something before its request left the browser.',
  },
  {
    key: 'serverMs',
    name: 'server',
    color: 'serverPart',
    meaning:
      'The request was on its way: connecting, waiting for headers, waiting for the first visible text.',
  },
  {
    key: 'pageAfterMs',
    name: 'page after',
    color: 'pageAfterPart',
    meaning: 'The text had arrived; the page had not painted it yet.',
  },
  {
    key: 'unattributedMs',
    name: 'unexplained',
    color: 'unattributedPart',
    meaning: 'What no stamp explains.',
  },
];
