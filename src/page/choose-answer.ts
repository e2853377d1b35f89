import { lettersOf } from '../model/letters.js';
import type { Segment } from './painted-segments.js';
import { wireLetters } from './wire-letters.js';

/** Which segments of the final state are the answer. */
export interface ChosenAnswer {
  readonly segments: readonly Segment[];
  /** By what: the text of the wire, or that it grew. */
  readonly by: 'wire' | 'growth';
}

/** The wire tells the answer only if the page shows so much of it. */
const LEAST_WIRE_SHARE = 0.5;
/** So much of what grew lies in the element of the answer; the rest are counters and notes. */
const DOMINANT_SHARE = 0.85;
/** A short text in which only the figures changed, so often at least, is a counter. */
const COUNTED_TIMES = 2;
const COUNTER_CHARS = 60;

/** Elements that text consists of; the element that holds an answer is none of them. */
const FLOW = new Set(
  'p h1 h2 h3 h4 h5 h6 ul ol li blockquote pre code table thead tbody tr td th dl dt dd span strong em b i a u s del ins sub sup mark kbd small abbr q cite font label'.split(
    ' ',
  ),
);

/**
 * Decides which part of what the page shows in the end is the answer: what the wire said, where that is known; else
 * the element in which text grew. Names, times, tool rows and notes around it drop out.
 */
export function chooseAnswer(
  states: readonly (readonly Segment[])[],
  wireText: string | undefined,
): ChosenAnswer {
  const final = states.at(-1) ?? [];
  const said = wireText === undefined ? undefined : saidOnWire(final, wireLetters(wireText));
  if (said !== undefined) return { segments: said, by: 'wire' };
  return { segments: grown(states, final), by: 'growth' };
}

/** Segments whose letters occur in the wire's text, one after the other; `undefined`: the page shows something else. */
function saidOnWire(final: readonly Segment[], wire: string): Segment[] | undefined {
  if (wire === '') return undefined;
  let at = 0;
  let matched = 0;
  const said: Segment[] = [];
  for (const segment of final) {
    const letters = lettersOf(segment.text);
    if (letters === '') {
      if (said.length > 0) said.push(segment);
      continue;
    }
    const found = wire.indexOf(letters, at);
    if (found >= 0 && found - at <= farthest(letters.length)) {
      at = found + letters.length;
      matched += letters.length;
      said.push(segment);
      continue;
    }
    // The text may go on with what is not the answer's, such as a cursor that is a letter.
    const shared = sharedLetters(wire, at, letters);
    if (shared < 0.6 * letters.length) continue;
    at += shared;
    matched += shared;
    said.push(segment);
  }
  return matched >= LEAST_WIRE_SHARE * wire.length ? said : undefined;
}

/** Between two pieces may lie what a page does not show, such as the address of a link; but a short one fits anywhere. */
const farthest = (letters: number): number =>
  letters >= 12 ? Number.POSITIVE_INFINITY : letters >= 4 ? 200 : 8;

function sharedLetters(wire: string, at: number, letters: string): number {
  let shared = 0;
  while (shared < letters.length && wire[at + shared] === letters[shared]) shared++;
  return shared;
}

function grown(states: readonly (readonly Segment[])[], final: readonly Segment[]): readonly Segment[] {
  const counters = counterPlaces(states);
  const finalPlaces = placesOf(final);
  const steady = final.filter(
    ({ text }, index) => !(counters.has(finalPlaces[index]!) && text.length <= COUNTER_CHARS),
  );
  if (steady.length === 0) return final;
  const earliest = states.find((state) => state.length > 0) ?? [];
  const firstPlaces = placesOf(earliest);
  const first = new Map(earliest.map(({ text }, index) => [firstPlaces[index]!, text]));
  const steadyPlaces = placesOf(steady);
  const late = steady.map(({ text }, index) => {
    const was = first.get(steadyPlaces[index]!);
    const letters = lettersOf(text).length;
    return was !== undefined && text.startsWith(was) ? letters - lettersOf(was).length : letters;
  });
  const total = late.reduce((sum, letters) => sum + letters, 0);
  // All of it came at once: then it has one time, whatever is part of it.
  if (total === 0) return steady;
  const container = containerOf(
    steady.map(({ path }) => path.split('/')),
    late,
    total,
  );
  return steady.filter(({ path }) => container.every((step, depth) => path.split('/')[depth] === step));
}

/** The innermost element that holds nearly all of what grew, and is no mere piece of text. */
function containerOf(
  paths: readonly (readonly string[])[],
  weights: readonly number[],
  total: number,
): string[] {
  const container: string[] = [];
  for (;;) {
    const depth = container.length;
    const shares = new Map<string | undefined, number>();
    for (const [index, path] of paths.entries()) {
      if (!container.every((step, at) => path[at] === step)) continue;
      shares.set(path[depth], (shares.get(path[depth]) ?? 0) + weights[index]!);
    }
    const heaviest = [...shares].sort((a, b) => b[1] - a[1])[0];
    if (heaviest?.[0] === undefined || heaviest[1] < DOMINANT_SHARE * total) break;
    container.push(heaviest[0]);
  }
  while (container.length > 1 && FLOW.has(tagOf(container.at(-1)!))) container.pop();
  return container;
}

const tagOf = (step: string): string => step.replace(/^(?:\d+[+-])?\d+/, '');

/** Which text of its element a segment is: bold words cut a paragraph into several. */
function placesOf(state: readonly Segment[]): string[] {
  const times = new Map<string, number>();
  return state.map(({ path }) => {
    const nth = times.get(path) ?? 0;
    times.set(path, nth + 1);
    return `${path} ${nth}`;
  });
}

/** Where nothing but figures changed, again and again. */
function counterPlaces(states: readonly (readonly Segment[])[]): Set<string> {
  const times = new Map<string, number>();
  const texts = new Map<string, string>();
  let before: readonly Segment[] = [];
  for (const state of states) {
    const same = state.findIndex((segment, index) => before[index] !== segment);
    const from = same < 0 ? state.length : same;
    const places = from === state.length ? [] : placesOf(state);
    for (let index = from; index < state.length; index++) {
      const { text } = state[index]!;
      const place = places[index]!;
      const was = texts.get(place);
      if (was !== undefined && text.length <= COUNTER_CHARS && isCount(was, text))
        times.set(place, (times.get(place) ?? 0) + 1);
      texts.set(place, text);
    }
    before = state;
  }
  return new Set([...times].filter(([, count]) => count >= COUNTED_TIMES).map(([place]) => place));
}

function isCount(was: string, now: string): boolean {
  const [before, after] = [lettersOf(was.slice(0, 2 * COUNTER_CHARS)), lettersOf(now)];
  return before !== after && before.replaceAll(/\p{N}+/gu, '') === after.replaceAll(/\p{N}+/gu, '');
}
