import { lineOf } from './composed-tree.js';
import type { FoundPart } from './messages.js';
import { descriptionOf, nameOf } from './name-of.js';
import type { OpenRoots } from './open-roots.js';

const CANDIDATES =
  'textarea, [contenteditable]:not([contenteditable="false"]), [role="textbox"], input:not([type]), input[type="text"]';
const CHAT =
  /\b(message|messages|ask|chat|prompt|type|send|question|reply|talk|write|say|compose\w*|nachricht|frage?n?|mensaje|pregunta\w*|escrib\w*|[ée]cri\w*|messaggio|mensagem|bericht)\b|メッセージ|质问|消息|输入|提问|메시지|질문|सवाल|رسالة/i;
const OTHER =
  /\b(search|suche\w*|filter|find|e ?mail|newsletter|subscribe|coupon|password|user ?name|url|phone|address|comment|rename|login|date|zip|city)\b/i;
const OTHER_PLACE = 'nav, aside, header, [role="search"], [role="navigation"], [role="banner"]';

const BUTTON = 'button, [role="button"], [type="submit"]';
const FIELD =
  'input[type="email"], input[type="tel"], input[type="password"], input[type="text"], input:not([type])';

/** A text box needs so many points to be taken for a chat's. */
const LEAST_SCORE = 3;
/** With so many it is one for sure. */
const SURE_SCORE = 8;
/** The next best one is so far behind that it cannot be meant. */
const CLEAR_MARGIN = 2;
/** Between a text box and the button beside it lie no more elements than these. */
const NEAR_LEVELS = 5;

/** Finds the text box in which a message is written, on a page that nobody has described. */
export class ComposerFinder {
  readonly #roots: OpenRoots;
  #found: WeakRef<Element> | undefined;
  /** Given by the user; then nothing is looked for. */
  selector: string | null = null;

  constructor(roots: OpenRoots) {
    this.#roots = roots;
  }

  /** What was found last, or now. */
  get(): Element | undefined {
    const known = this.#found?.deref();
    if (known?.isConnected === true && this.selector === null) return known;
    if (this.selector !== null) {
      for (const match of this.#roots.matches(this.selector)) if (isShown(match)) return match;
      return undefined;
    }
    return this.#best()?.element;
  }

  locate(): FoundPart | undefined {
    const best = this.#best();
    return (
      best && { description: descriptionOf(best.element), confidence: best.confidence, score: best.score }
    );
  }

  /** How sure it is that this text box is the chat's; `undefined`: it is another one. */
  confidenceOf(element: Element): number | undefined {
    const { selector } = this;
    if (selector !== null) return isSelected(element, selector) ? 1 : undefined;
    if (!element.matches(CANDIDATES) || !isShown(element)) return undefined;
    const score = scoreOf(element);
    return score < LEAST_SCORE ? undefined : Math.min(1, score / SURE_SCORE);
  }

  #best(): { readonly element: Element; readonly confidence: number; readonly score: number } | undefined {
    const scored: { element: Element; score: number }[] = [];
    for (const element of this.#roots.matches(this.selector ?? CANDIDATES)) {
      if (!isShown(element) || isNested(element)) continue;
      scored.push({ element, score: scoreOf(element) });
    }
    scored.sort((a, b) => b.score - a.score);
    const [first, second] = scored;
    if (first === undefined || (first.score < LEAST_SCORE && this.selector === null)) return undefined;
    this.#found = new WeakRef(first.element);
    const margin = first.score - (second?.score ?? Number.NEGATIVE_INFINITY);
    const clear = margin >= CLEAR_MARGIN ? 1 : 0.6;
    return { ...first, confidence: Math.min(1, Math.max(0, first.score) / SURE_SCORE) * clear };
  }
}

/** A selector may name what is around the text box, or what is in it. */
const isSelected = (element: Element, selector: string): boolean =>
  element.closest(selector) !== null || element.querySelector(selector) !== null;

/** Of elements that can be written in one inside the other, the outer one is meant. */
const isNested = (element: Element): boolean =>
  element.parentElement?.closest('[contenteditable="true"]') != null;

function isShown(element: Element): boolean {
  if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
  if (element.matches(':disabled, [readonly], [aria-readonly="true"]')) return false;
  const { width, height } = element.getBoundingClientRect();
  return width >= 40 && height >= 10;
}

function scoreOf(element: Element): number {
  const name = nameOf(element);
  const rect = element.getBoundingClientRect();
  const isLine = element instanceof HTMLInputElement;
  let score = isLine ? 1 : 3;
  if (CHAT.test(name)) score += 3;
  if (OTHER.test(name)) score -= 4;
  if (rect.top + rect.height / 2 > innerHeight / 2) score += 1;
  if (rect.width >= innerWidth * 0.3) score += 1;
  if (rect.height > innerHeight * 0.6) score -= 2;
  if (document.activeElement === element) score += 1;
  if (element.closest('form') !== null) score += 0.5;
  const role = element.getAttribute('role');
  if (role === 'searchbox' || (role === 'combobox' && isLine)) score -= 4;
  let level = 0;
  for (const around of lineOf(element)) {
    if (!(around instanceof Element)) continue;
    if (around.matches(OTHER_PLACE)) score -= 3;
    const button = level++ <= NEAR_LEVELS ? around.querySelector(BUTTON) : null;
    if (button === null) continue;
    // What is sent by e-mail, or with a name and an address beside it, is a form, not a chat.
    score += OTHER.test(nameOf(button)) || hasOtherFields(around, element) ? -3 : 1;
    level = NEAR_LEVELS + 1;
  }
  return score;
}

const hasOtherFields = (around: Element, own: Element): boolean =>
  [...around.querySelectorAll(FIELD)].some((field) => field !== own && isShown(field));
