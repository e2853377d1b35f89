import { lettersOf } from '../model/letters.js';
import { PATH_END, SEGMENT_START } from '../model/probe-names.js';
import type { Changes } from './changes.js';
import { followersOf, isWithin, lineOf, parentOf, precedersOf } from './composed-tree.js';
import { findEcho } from './find-echo.js';
import { Matches } from './matches.js';
import type { FoundWay, WatchOptions } from './messages.js';
import type { OpenRoots } from './open-roots.js';
import { type ReadText, type Region, readText } from './read-text.js';
import type { Visibility } from './visibility.js';

/** How often all of the page is searched for the person's own message: often at first, when it must come. */
const SEARCH_EVERY_MS = { soon: 50, later: 1000 };
const SOON_MS = 1500;

interface Parts {
  readonly options: WatchOptions;
  readonly roots: OpenRoots;
  readonly visibility: Visibility;
  readonly composer: () => Element | undefined;
}

/**
 * Finds what the page shows as the answer of this turn, anew in every frame: it holds elements only weakly. With a
 * selector that is its newest match; without one, what is new behind the person's own message, or else what is new.
 */
export class AnswerFinder {
  readonly #parts: Parts;
  readonly #matches: Matches | undefined;
  readonly #matchedBefore = new WeakSet<Element>();
  readonly #textBefore = new WeakMap<Text, string>();
  /** What a long conversation was made of; of it only what is touched is read again. */
  readonly #elementsBefore = new WeakSet<Element>();
  readonly #touched = new WeakSet<Node>();
  /** What the newest match said before the turn; some pages have one element for all answers. */
  readonly #newestBefore: string = '';
  #echo: WeakRef<Element> | undefined;
  #echoPlace: number | undefined;
  #thread: WeakRef<Element> | undefined;
  #grown: WeakRef<Element> | undefined;
  #searchedMs = Number.NEGATIVE_INFINITY;
  #beganMs: number | undefined;
  /** How the answer was found last. */
  way: FoundWay | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { options, roots, visibility } = parts;
    if (options.answer !== null) {
      this.#matches = new Matches(options.answer, roots);
      for (const element of this.#matches.all()) this.#matchedBefore.add(element);
      const newest = this.#matches.newest();
      if (newest !== undefined)
        this.#newestBefore = readText([{ node: newest, path: '' }], visibility).encoded;
      return;
    }
    for (const root of roots.all()) {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
      for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
        if (node instanceof Text) this.#textBefore.set(node, node.data);
        else this.#elementsBefore.add(node as Element);
      }
    }
  }

  begin(atMs: number): void {
    this.#beganMs = atMs;
  }

  mutated(changes: Changes): void {
    this.#matches?.mutated(changes);
    if (this.#matches !== undefined || this.#beganMs === undefined) return;
    const hasEcho = this.#echo?.deref()?.isConnected === true;
    for (const { type, target, addedNodes } of changes.records) {
      this.#touch(target);
      if (hasEcho) continue;
      if (type === 'characterData') this.#grow(target);
      for (const node of addedNodes) this.#grow(node);
    }
  }

  /** Something changed in or at `node`. */
  #touch(node: Node): void {
    for (let at: Node | null = node; at !== null && !this.#touched.has(at); at = parentOf(at))
      this.#touched.add(at);
  }

  /** Text that came or changed; only what follows a growing page without an echo needs it. */
  #grow(node: Node): void {
    const element = node instanceof Element ? node : parentOf(node);
    if (element === null || !element.isConnected || isAside(element, this.#parts.composer())) return;
    const grown = this.#grown?.deref();
    this.#grown = new WeakRef(grown?.isConnected === true ? commonAround(grown, element) : element);
  }

  /** What is there of the answer in this frame; `undefined`: not even an element for it. */
  read(nowMs: number): (ReadText & { readonly regions: readonly Region[] }) | undefined {
    const { visibility } = this.#parts;
    if (this.#matches !== undefined) return this.#readSelected(this.#matches);
    const regions = this.#regions(nowMs);
    if (regions.length === 0) return undefined;
    const live = regions.filter(
      ({ node }) => !this.#elementsBefore.has(node as Element) || this.#touched.has(node),
    );
    return { ...readText(live, visibility, this.#textBefore), regions: live };
  }

  #readSelected(matches: Matches): (ReadText & { readonly regions: readonly Region[] }) | undefined {
    const newest = matches.newest();
    if (newest === undefined) return undefined;
    this.way = 'selector';
    const regions = [{ node: newest, path: '' }];
    const read = readText(regions, this.#parts.visibility);
    if (!this.#matchedBefore.has(newest)) return { ...read, regions };
    if (read.encoded === this.#newestBefore) return undefined;
    if (this.#newestBefore === '' || !read.encoded.startsWith(this.#newestBefore))
      return { ...read, regions };
    // One element for all answers, and this one stands behind those before it.
    const added = read.encoded.slice(this.#newestBefore.length);
    const isWhole = added.startsWith(SEGMENT_START);
    return { ...read, regions, encoded: isWhole ? added : `${SEGMENT_START}${PATH_END}${added}` };
  }

  #regions(nowMs: number): Region[] {
    const echo = this.#findEcho(nowMs);
    if (echo !== undefined) {
      this.way = 'echo';
      return this.#around(echo);
    }
    const thread = this.#thread?.deref();
    if (thread?.isConnected === true) {
      // The message has been scrolled out of a list that keeps only what is in view.
      this.way = 'echo';
      return [{ node: thread, path: 't' }];
    }
    const grown = this.#grown?.deref();
    if (grown?.isConnected !== true) return [];
    this.way = 'growth';
    return [{ node: grown, path: 'g' }];
  }

  #findEcho(nowMs: number): Element | undefined {
    const { options, roots, visibility, composer } = this.#parts;
    const known = this.#echo?.deref();
    if (known?.isConnected === true && isStillEcho(known, options.prompt)) return known;
    const search = {
      prompt: options.prompt,
      composer: composer(),
      before: this.#textBefore,
      visibility,
      place: this.#echoPlace,
    };
    const thread = this.#thread?.deref();
    let within: Iterable<Node> = [];
    // A page that writes its thread anew with every token: the message is looked for at once, where it was.
    if (thread?.isConnected === true) within = [thread];
    else if (
      nowMs - this.#searchedMs >=
      (nowMs - (this.#beganMs ?? nowMs) < SOON_MS ? SEARCH_EVERY_MS.soon : SEARCH_EVERY_MS.later)
    ) {
      this.#searchedMs = nowMs;
      within = roots.all();
    }
    const found = findEcho(search, within);
    if (found === undefined) return undefined;
    this.#echo = new WeakRef(found.element);
    this.#echoPlace = found.place;
    return found.element;
  }

  /**
   * All that is rendered behind the message, out to where the composer is; where the newest stands first, also what is
   * before it.
   */
  #around(echo: Element): Region[] {
    const composer = this.#parts.composer();
    const composerLine = new Set(composer === undefined ? [] : lineOf(composer));
    const isBelow = composer !== undefined && topOf(echo) > topOf(composer);
    const behind: Region[] = [];
    const before: Region[] = [];
    let level = 0;
    let child: Element = echo;
    for (
      let parent = parentOf(child);
      parent !== null && parent !== document.documentElement;
      parent = parentOf(child)
    ) {
      behind.push(...elementsOf(followersOf(child), `${level}+`, composerLine));
      if (isBelow || getComputedStyle(parent).flexDirection === 'column-reverse')
        before.unshift(...elementsOf(precedersOf(child), `${level}-`, composerLine).reverse());
      if (composerLine.has(parent)) break;
      this.#thread = new WeakRef(parent);
      child = parent;
      level++;
    }
    return [...before, ...behind];
  }
}

const topOf = (element: Element): number => element.getBoundingClientRect().top;

/** Elements among siblings, out to where the composer is, each with how far off it is. */
function elementsOf(siblings: Iterable<Node>, head: string, composerLine: ReadonlySet<Node>): Region[] {
  const regions: Region[] = [];
  let distance = 0;
  for (const node of siblings) {
    if (composerLine.has(node)) break;
    if (node instanceof Element) regions.push({ node, path: `${head}${++distance}${node.localName}` });
  }
  return regions;
}

function isStillEcho(element: Element, prompt: string): boolean {
  const needle = lettersOf(prompt).slice(0, 12);
  return lettersOf(element.textContent?.slice(0, 4 * prompt.length + 40) ?? '').includes(needle);
}

const ASIDE = 'nav, aside, header, footer, [role="navigation"], [role="banner"], [role="alert"], head';

function isAside(element: Element, composer: Element | undefined): boolean {
  if (composer !== undefined && isWithin(composer, element)) return element !== document.body;
  for (const around of lineOf(element)) {
    if (around === composer) return true;
    if (around instanceof Element && around.matches(ASIDE)) return true;
  }
  return false;
}

/** The innermost element that both are rendered in. */
function commonAround(a: Element, b: Element): Element {
  const line = new Set(lineOf(a));
  for (const at of lineOf(b)) if (line.has(at) && at instanceof Element) return at;
  return document.body;
}
