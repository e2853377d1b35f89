import { PATH_END, SEGMENT_START } from '../model/probe-names.js';
import { childrenOf, lineOf, parentOf } from './composed-tree.js';
import type { Visibility } from './visibility.js';

/** A part of the page to read, and what its path begins with. */
export interface Region {
  readonly node: Node;
  readonly path: string;
}

/** Never an answer's text: controls, what is typed, times, errors, and what is no text at all. */
const NO_TEXT = new Set(
  'script style noscript template textarea input select option button svg canvas video audio iframe object time head title'.split(
    ' ',
  ),
);
const NO_TEXT_ROLES = new Set([
  'button',
  'toolbar',
  'tooltip',
  'tablist',
  'menu',
  'textbox',
  'timer',
  'progressbar',
  'alert',
]);

/** Cut out of what a page shows, so that it cannot be taken for our own marks. */
const EVERY_MARK = new RegExp(`[${SEGMENT_START}${PATH_END}]`, 'g');
const hasMark = (text: string): boolean => text.includes(SEGMENT_START) || text.includes(PATH_END);

/** What a region shows now. */
export interface ReadText {
  /** Segments one after the other, each {@link SEGMENT_START} path {@link PATH_END} text. */
  readonly encoded: string;
  /** The last text node that was read: the newest line. */
  readonly last: Text | undefined;
}

/**
 * Reads the text that can be seen in `regions`: one segment for each run of text, with the path of the element that it
 * is in. `before` holds text nodes that were there before the turn; of these only what is new counts.
 */
export function readText(
  regions: readonly Region[],
  visibility: Visibility,
  before?: WeakMap<Text, string>,
): ReadText {
  let encoded = '';
  let openPath: string | undefined;
  let last: Text | undefined;

  const take = (node: Text, path: string): void => {
    let text = node.data;
    const known = before?.get(node);
    if (known !== undefined) {
      if (known === text) return;
      if (text.startsWith(known)) text = text.slice(known.length);
    }
    takeText(text, path);
    last = node;
  };
  const takeText = (text: string, path: string): void => {
    if (text === '') return;
    if (openPath !== path) {
      if (text.trim() === '') {
        // Between elements it may be layout or a space between two words: it goes with what stands before it.
        if (openPath !== undefined) encoded += ' ';
        return;
      }
      encoded += SEGMENT_START + path + PATH_END;
      openPath = path;
    }
    encoded += hasMark(text) ? text.replaceAll(EVERY_MARK, '') : text;
  };

  const walk = (node: Node, path: string, opacity: number): void => {
    if (node instanceof Text) {
      take(node, path);
      return;
    }
    if (!(node instanceof Element) || isNoText(node)) return;
    const through = visibility.opacity(node, opacity);
    if (through === 0) return;
    if (isPlain(node) && (before === undefined || !isKnown(node, before))) {
      takeText(node.textContent ?? '', path);
      if (node.lastChild instanceof Text) last = node.lastChild;
      return;
    }
    let index = 0;
    for (const child of childrenOf(node)) {
      if (child instanceof Text) take(child, path);
      else if (child instanceof Element) walk(child, `${path}/${index++}${child.localName}`, through);
    }
  };

  const first = regions[0]?.node;
  const around = first === undefined ? null : parentOf(first);
  const through = around === null ? 1 : opacityWithin(around, visibility);
  if (through > 0) for (const { node, path } of regions) walk(node, path, through);
  return { encoded, last };
}

/** It holds text and nothing else: the browser puts many pieces of text together faster than we do. */
const isPlain = (element: Element): boolean =>
  element.firstElementChild === null && element.shadowRoot === null && element.localName !== 'slot';

/** Its text, or some of it, was there before. */
const isKnown = (element: Element, before: WeakMap<Text, string>): boolean =>
  element.firstChild instanceof Text && before.has(element.firstChild);

/** What an element and all around it let through. */
export function opacityWithin(element: Element, visibility: Visibility): number {
  let through = 1;
  for (const around of lineOf(element)) {
    if (through > 0 && around instanceof Element) through = visibility.opacity(around, through);
  }
  return through;
}

/** Whether what an element holds is never text of an answer. */
export function isNoText(element: Element): boolean {
  if (NO_TEXT.has(element.localName)) return true;
  const role = element.getAttribute('role');
  if (role !== null && NO_TEXT_ROLES.has(role)) return true;
  const editable = element.getAttribute('contenteditable');
  return editable !== null && editable !== 'false';
}
