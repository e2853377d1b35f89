import { lettersOf } from '../model/letters.js';
import { paintedSegments } from './painted-segments.js';
import type { ProbedTurn } from './probe-session.js';
import { wireLetters } from './wire-letters.js';

/** What is known of the page's own requests while a turn goes on. */
export interface WireState {
  /** A stream of this turn is still under way. */
  readonly isOpen: boolean;
  /** Anything was sent for this turn. */
  readonly wasSeen: boolean;
  /** What the stream has said so far, where it is understood. */
  readonly text: string | undefined;
}

/** How long a page is waited for when nothing tells the end for certain. */
export interface EndPatience {
  /** A page that shows an end while its stream goes on is not believed, but not for ever: a stream may be left open. */
  readonly openStreamMs: number;
  /** Where not even the wire can be seen, nothing but silence tells the end. */
  readonly blindQuietMs: number;
  /** All requests are over and nothing has come of them. */
  readonly silentMs: number;
}
export const END_PATIENCE: EndPatience = { openStreamMs: 10_000, blindQuietMs: 10_000, silentMs: 5000 };

/** Without a sign of a busy page, text is over when it stood still for so long; longer where it came in bursts. */
const QUIET_MS = { least: 1500, most: 5000 };
const QUIET_GAPS = 3;
/** Markdown's marks are letters for some; what is missing of the wire's text beyond that is still to be painted. */
const PAINTED_SHARE = 0.9;
/** Less than this, and a word may be missing: a page whose sign is gone is waited for as long as it still moves. */
const WHOLE_SHARE = 0.98;

/** Decides when a turn is over, of which the page only knows how it looks. One for each turn. */
export class TurnEnd {
  readonly #wire: () => WireState;
  readonly #nowMs: () => number;
  readonly #patience: EndPatience;
  #openSinceMs: number | undefined;

  /** `nowMs`: the page's clock. */
  constructor(wire: () => WireState, nowMs: () => number, patience: EndPatience = END_PATIENCE) {
    this.#wire = wire;
    this.#nowMs = nowMs;
    this.#patience = patience;
  }

  of(seen: ProbedTurn): ProbedTurn['end'] {
    if (seen.end === 'error') return 'error';
    const wire = this.#wire();
    if (seen.end === undefined) return this.#silence(seen, wire);
    if (wire.isOpen) {
      this.#openSinceMs ??= this.#nowMs();
      return this.#nowMs() - this.#openSinceMs >= this.#patience.openStreamMs ? seen.end : undefined;
    }
    const quietMs = this.#quietMs(seen);
    const share = wire.text === undefined || wire.text === '' ? undefined : shownShare(seen, wire.text);
    if (seen.end === 'quiet') {
      // All that was said is shown: nothing more can come.
      const neededMs =
        share !== undefined && share >= PAINTED_SHARE ? QUIET_MS.least : this.#quietFor(seen, wire);
      return quietMs >= neededMs ? 'quiet' : undefined;
    }
    // Its stop sign is gone while it still types out what has come.
    return share !== undefined && share < WHOLE_SHARE && quietMs < QUIET_MS.least ? undefined : seen.end;
  }

  /** How a turn stands that nobody waits for any longer: `undefined`, where its answer is not whole. */
  standing(seen: ProbedTurn): ProbedTurn['end'] {
    if (seen.end === 'error') return 'error';
    const wire = this.#wire();
    if (wire.isOpen || (seen.states.at(-1)?.add ?? '') === '') return undefined;
    const isSettled = seen.wasBusy && seen.settled !== undefined;
    if (wire.text !== undefined && wire.text !== '')
      return shownShare(seen, wire.text) < PAINTED_SHARE ? undefined : isSettled ? 'settled' : 'quiet';
    if (isSettled) return 'settled';
    return wire.wasSeen ? seen.end : undefined;
  }

  /** A page that shows nothing at all, although all that it asked for is over. */
  #silence(seen: ProbedTurn, wire: WireState): ProbedTurn['end'] {
    const isBusy = seen.wasBusy && seen.settled === undefined;
    if (seen.submittedMs === undefined || isBusy || wire.isOpen || !wire.wasSeen) return undefined;
    if (seen.states.length > 0 && seen.states.at(-1)!.add !== '') return undefined;
    return this.#quietMs(seen) >= this.#patience.silentMs ? 'empty' : undefined;
  }

  #quietFor(seen: ProbedTurn, wire: WireState): number {
    if (!wire.wasSeen) return this.#patience.blindQuietMs;
    const gaps = seen.states
      .slice(1)
      .map(({ laidOutMs }, index) => laidOutMs - seen.states[index]!.laidOutMs)
      .sort((a, b) => a - b);
    const usual = gaps[Math.floor(gaps.length * 0.95)] ?? 0;
    return Math.min(QUIET_MS.most, Math.max(QUIET_MS.least, QUIET_GAPS * usual));
  }

  #quietMs({ changedMs, submittedMs }: ProbedTurn): number {
    return this.#nowMs() - (changedMs ?? submittedMs ?? this.#nowMs());
  }
}

function shownShare(seen: ProbedTurn, text: string): number {
  const said = wireLetters(text).length;
  const shown = paintedSegments(seen.states).at(-1) ?? [];
  return said === 0 ? 1 : lettersOf(shown.map((segment) => segment.text).join('')).length / said;
}
