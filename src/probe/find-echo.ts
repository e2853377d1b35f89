import { lettersOf } from '../model/letters.js';
import { lineOf } from './composed-tree.js';
import { isNoText, opacityWithin } from './read-text.js';
import type { Visibility } from './visibility.js';

/** So many letters of a message tell it from others; the rest may be folded away. */
const NEEDLE_LETTERS = 24;
/** A title made of the prompt stands there, not the message. */
const NOT_THE_THREAD = 'nav, aside, header, [role="navigation"], [role="banner"], [role="alert"]';

/** What an echo is looked for with. */
export interface EchoSearch {
  readonly prompt: string;
  readonly composer: Element | undefined;
  /** Text that was there before the turn. */
  readonly before: WeakMap<Text, string>;
  readonly visibility: Visibility;
  /** Where among all that look like it the message was found before: an answer may repeat it. */
  readonly place: number | undefined;
}

/** The person's own message, and where it stands among all that look like it. */
export interface Echo {
  readonly element: Element;
  readonly place: number;
}

/**
 * Finds the person's own message in these trees: new text with the prompt's letters, in the composer's column. Layout is
 * up to date when this is called.
 */
export function findEcho(search: EchoSearch, within: Iterable<Node>): Echo | undefined {
  const needle = lettersOf(search.prompt).slice(0, NEEDLE_LETTERS);
  if (needle === '') return undefined;
  const found: Element[] = [];
  for (const root of within) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (
      let node = walker.nextNode() as Text | null;
      node !== null;
      node = walker.nextNode() as Text | null
    ) {
      if (search.before.get(node) === node.data || !startsLike(node, needle)) continue;
      const element = node.parentElement;
      if (element !== null && isInThread(element, search)) found.push(wholeMessage(element, search.prompt));
    }
  }
  const [first] = found;
  if (first === undefined) return undefined;
  const composerTop = search.composer?.getBoundingClientRect().top;
  // Below the composer the newest may stand first; else it is the last.
  const isFirst = composerTop !== undefined && first.getBoundingClientRect().top > composerTop;
  const place = isFirst ? 0 : Math.min(search.place ?? Number.POSITIVE_INFINITY, found.length - 1);
  return { element: found[place]!, place };
}

/** Whether a text node holds a message with these letters; cheap for the many that do not. */
function startsLike(node: Text, needle: string): boolean {
  return node.length >= needle.length && lettersOf(node.data).includes(needle);
}

/** The element that holds all of the message, where it is in several paragraphs. */
function wholeMessage(element: Element, prompt: string): Element {
  const wanted = lettersOf(prompt);
  let whole = element;
  for (const around of lineOf(element)) {
    const text = around.textContent ?? '';
    if (!(around instanceof Element) || text.length > 2 * prompt.length + 40) break;
    whole = around;
    if (lettersOf(text).includes(wanted)) return whole;
  }
  // Folded away or shortened: what begins it is all that there is.
  return element;
}

function isInThread(element: Element, { composer, visibility }: EchoSearch): boolean {
  for (const around of lineOf(element)) {
    if (around instanceof Element && (around === composer || isNoText(around))) return false;
    if (around instanceof Element && around.matches(NOT_THE_THREAD)) return false;
  }
  const rect = element.getBoundingClientRect();
  if (rect.width === 0 || opacityWithin(element, visibility) === 0) return false;
  if (composer === undefined) return true;
  const column = composer.getBoundingClientRect();
  return rect.right > column.left && rect.left < column.right;
}
