import { lettersOf } from '../model/letters.js';
import type { Reading } from '../wire/dialect.js';
import { dialects } from '../wire/dialects.js';
import type { Arrivals } from './arrivals.js';
import type { CutEvent } from './cut-events.js';
import { readTimed } from './read-timed.js';
import { textAgreement } from './text-agreement.js';
import { findTextPath, openTextPath } from './text-path.js';

/** A way to read a stream: its events, also those that will come, and what they mean. */
export interface Understanding {
  events(): readonly CutEvent[];
  open(): Reading;
  /** Nobody has described how this wire ends: a page that has had enough of it ends it as well as its server. */
  readonly endsAnyhow?: boolean;
}

interface Question {
  /** By the dialect that it should speak, if it should speak one. */
  readonly known: Understanding | undefined;
  /** What the page showed at the end of the turn. */
  readonly shownText: string | undefined;
  /** Its events by every way in which they might be cut. */
  readonly ways: readonly Understanding['events'][];
}

const NO_TIMES: Arrivals = [];
const NOTHING_KNOWN: Understanding = { events: () => [], open: () => ({ read: () => ({ text: '' }) }) };

/**
 * How to read a stream. Its dialect's word counts, unless it finds nothing, or something else than the page showed,
 * and there is a place in the stream where exactly that stands.
 */
export function understand({ known, shownText, ways }: Question): Understanding {
  const shown = lettersOf(shownText ?? '');
  const agrees = (way: Understanding): number =>
    textAgreement(lettersOf(readTimed(way.events(), way.open(), NO_TIMES, true).text), shown);
  if (shown === '' || (known !== undefined && agrees(known) > 0)) return known ?? NOTHING_KNOWN;
  let best: { readonly how: Understanding; readonly agreement: number } | undefined;
  for (const events of ways) {
    const by: Understanding = { events, open: () => dialects.auto.open() };
    if (agrees(by) > 0) return by;
    const path = findTextPath(events(), shownText ?? '');
    if (path === undefined || path.agreement <= (best?.agreement ?? 0)) continue;
    best = { how: { events, open: () => openTextPath(path), endsAnyhow: true }, agreement: path.agreement };
  }
  return best?.how ?? known ?? NOTHING_KNOWN;
}
