import { formatMs } from '../format.js';
import type { ReplayTurn } from '../replay-turn.js';
import { charsAt } from './chars-at.js';

const STALL_MS = 1000;

/** One turn, as a person saw it. Text goes in as text: no part of it is ever parsed. */
export class ReplayPane {
  readonly #prompt: HTMLElement;
  readonly #answer: HTMLElement;
  readonly #state: HTMLElement;
  readonly #track: HTMLElement;
  readonly #text = document.createTextNode('');
  #turn: ReplayTurn;

  constructor(box: HTMLElement, turn: ReplayTurn) {
    const part = (name: string): HTMLElement => box.querySelector<HTMLElement>(`.${name}`)!;
    this.#prompt = part('said');
    this.#answer = part('answer');
    this.#state = part('state');
    this.#track = part('track');
    this.#answer.replaceChildren(this.#text);
    this.#turn = turn;
    this.load(turn);
  }

  get turn(): ReplayTurn {
    return this.#turn;
  }

  load(turn: ReplayTurn): void {
    this.#turn = turn;
    this.#prompt.textContent = turn.prompt === '' ? 'The prompt was not kept.' : turn.prompt;
    this.#answer.classList.toggle('shape', turn.isShape);
    this.#text.data = '';
  }

  /** The wait, the text and its pauses on the scale of both turns. */
  drawTrack(spanMs: number): void {
    const { paints, endMs } = this.#turn;
    const first = paints[0]?.[0];
    const pieces: HTMLElement[] = [piece('wait', 0, first ?? spanMs, spanMs)];
    if (first !== undefined && endMs !== null) pieces.push(piece('flow', first, endMs, spanMs));
    for (const [index, [ms]] of paints.entries()) {
      const before = paints[index - 1]?.[0];
      if (before !== undefined && ms - before >= STALL_MS) pieces.push(piece('stall', before, ms, spanMs));
    }
    const head = document.createElement('b');
    this.#track.replaceChildren(...pieces, head);
  }

  show(atMs: number, spanMs: number): void {
    const { paints, answer } = this.#turn;
    const shown = wholeCharacters(answer, charsAt(paints, atMs));
    const had = this.#text.length;
    if (shown > had) this.#text.appendData(answer.slice(had, shown));
    else if (shown < had) this.#text.data = answer.slice(0, shown);
    if (shown !== had) this.#answer.scrollTop = this.#answer.scrollHeight;
    const state = this.#stateAt(atMs);
    if (this.#state.textContent !== state) this.#state.textContent = state;
    const head = this.#track.lastElementChild as HTMLElement | null;
    if (head !== null) head.style.left = `${Math.min(100, (100 * atMs) / spanMs)}%`;
  }

  #stateAt(atMs: number): string {
    const { paints, endMs, outcome } = this.#turn;
    const first = paints[0]?.[0];
    if (first === undefined)
      return atMs <= 0 ? `${outcome}: no text came` : `waiting, no text will come: ${outcome}`;
    if (atMs < first) return atMs <= 0 ? 'not sent yet' : `waiting for the first text: ${tenths(atMs)}`;
    if (endMs !== null && atMs >= endMs)
      return `${outcome}: first text after ${formatMs(first)}, all of it after ${formatMs(endMs)}`;
    const last = paints.findLast(([ms]) => ms <= atMs)?.[0] ?? first;
    return atMs - last >= STALL_MS
      ? `no new text for ${tenths(atMs - last)}`
      : `first text came after ${formatMs(first)}`;
  }
}

const tenths = (ms: number): string => `${(ms / 1000).toFixed(1)}\u202fs`;

/** Never half of a character that takes two places. */
function wholeCharacters(text: string, chars: number): number {
  const code = text.charCodeAt(chars - 1);
  return code >= 0xd800 && code < 0xdc00 ? chars - 1 : chars;
}

function piece(name: string, fromMs: number, toMs: number, spanMs: number): HTMLElement {
  const made = document.createElement('i');
  made.className = name;
  made.style.left = `${(100 * fromMs) / spanMs}%`;
  made.style.width = `${(100 * Math.max(0, toMs - fromMs)) / spanMs}%`;
  return made;
}
