import { lettersOf } from '../model/letters.js';
import type { Reading, SseEvent } from '../wire/dialect.js';
import { eventStrings } from './event-strings.js';
import { textAgreement } from './text-agreement.js';

/** Where the events of a wire that nobody has described carry the answer's text. */
export interface TextPath {
  /** Keys joined by dots, array indexes as `*`; empty for an event that is the text itself. */
  readonly path: string;
  /** Only in events of this kind; `undefined`: wherever the path is. */
  readonly kind: string | undefined;
  /** Each event brings a piece, or all of the text so far. */
  readonly mode: 'delta' | 'cumulative';
  /** How far the text there is the text that was shown, 0–1. */
  readonly agreement: number;
}

interface Candidate {
  readonly path: string;
  readonly kind: string | undefined;
  readonly texts: string[];
}

/** A text this close to the best is as good: what tells then is how it came. */
const AS_GOOD = 0.02;
/** Of a text that is sent again and again, so much of each must stand at the beginning of the next. */
const LEAST_KEPT_SHARE = 0.8;
/** What has so much more or less than is shown need not be compared. */
const MOST_TIMES_SHOWN = 4;
const LEAST_TIMES_SHOWN = 0.5;

/**
 * Finds where the answer's text stands in the events of an unknown wire: where the strings put together, or the last
 * of them alone, are the text that the page showed at the end. `undefined` when no place fits.
 */
export function findTextPath(events: readonly SseEvent[], shownText: string): TextPath | undefined {
  const shown = lettersOf(shownText);
  if (shown === '') return undefined;
  const fits: { readonly fit: TextPath; readonly pieces: number }[] = [];
  for (const { path, kind, texts } of candidates(events)) {
    const letters = texts.map(lettersOf).filter((text) => text !== '');
    const isNear = (text: string): boolean =>
      text.length <= MOST_TIMES_SHOWN * shown.length && text.length >= LEAST_TIMES_SHOWN * shown.length;
    const whole = letters.join('');
    const last = letters.at(-1) ?? '';
    if (isNear(whole)) {
      const agreement = textAgreement(whole, shown);
      if (agreement > 0) fits.push({ fit: { path, kind, mode: 'delta', agreement }, pieces: letters.length });
    }
    if (letters.length > 1 && isNear(last) && grows(letters)) {
      const agreement = textAgreement(last, shown);
      if (agreement > 0)
        fits.push({ fit: { path, kind, mode: 'cumulative', agreement }, pieces: letters.length });
    }
  }
  const best = Math.max(0, ...fits.map(({ fit }) => fit.agreement));
  // A text that streams may be sent once more as a whole, elsewhere, at its end.
  return fits
    .filter(({ fit }) => fit.agreement >= best - AS_GOOD)
    .sort(
      (a, b) => b.pieces - a.pieces || Number(a.fit.kind !== undefined) - Number(b.fit.kind !== undefined),
    )[0]?.fit;
}

/** Reads the events of one stream by a path that was found. The end of the body is its only terminal. */
export function openTextPath({ path, kind, mode }: TextPath): Reading {
  let before = '';
  return {
    read(event) {
      const texts = eventStrings(event).filter(
        (one) => one.path === path && (kind === undefined || one.kind === kind),
      );
      if (mode === 'delta') return { text: texts.map(({ text }) => text).join('') };
      let added = '';
      for (const { text } of texts) {
        if (text.length <= before.length) continue;
        added += text.slice(before.length);
        before = text;
      }
      return { text: added };
    },
    end: () => ({ text: '', terminal: 'ok' }),
  };
}

function candidates(events: readonly SseEvent[]): Iterable<Candidate> {
  const found = new Map<string, Candidate>();
  const add = (path: string, kind: string | undefined, text: string): void => {
    const key = kind === undefined ? path : `${path}\n${kind}`;
    const candidate = found.get(key);
    if (candidate === undefined) found.set(key, { path, kind, texts: [text] });
    else candidate.texts.push(text);
  };
  for (const event of events) {
    for (const { path, kind, text } of eventStrings(event)) {
      add(path, undefined, text);
      add(path, kind, text);
    }
  }
  return found.values();
}

function grows(texts: readonly string[]): boolean {
  for (let at = 1; at < texts.length; at++) {
    const before = texts[at - 1]!;
    const now = texts[at]!;
    let kept = 0;
    while (kept < before.length && before[kept] === now[kept]) kept++;
    if (kept < before.length * LEAST_KEPT_SHARE) return false;
  }
  return true;
}
