import { childrenOf, parentOf } from './composed-tree.js';
import { nameOf } from './name-of.js';

const CLICKABLE =
  'button, [role="button"], input[type="submit"], input[type="button"], [type="submit"], a[href="#"], [class*="send" i], [id*="send" i], [data-testid*="send" i], [aria-label*="send" i]';
const SENDS =
  /\b(send\w*|submit\w*|ask|arrow|paper ?plane|go|enter|post|senden|abschicken|envoyer|enviar|invia)\b|发送|送信|보내기/i;
const STOPS = /\b(stop\w*|cancel|abort|halt|interrupt)\b|停止|中止/i;
const OTHER =
  /\b(attach\w*|upload|file|image|photo|voice|mic\w*|record|dictate|emoji|plus|add|menu|setting\w*|model|tools?|search|clear|new|close|copy|like|dislike|regenerate|retry|expand|format|bold|italic)\b/i;
/** How far out from the composer a button still belongs to it. */
const LEVELS = 7;

/** The button beside `composer` that sends what is in it, or stops what it brought. */
export function findButton(composer: Element, does: 'send' | 'stop'): Element | undefined {
  let best: Element | undefined;
  let bestScore = 0;
  let level = 0;
  for (
    let around = parentOf(composer);
    around !== null && level < LEVELS;
    around = parentOf(around), level++
  ) {
    for (const button of clickableWithin(around)) {
      const score = scoreOf(button, composer, does) - level * 0.3;
      if (score > bestScore) [best, bestScore] = [button, score];
    }
    // The nearest that fits is meant: further out stand the buttons of other things.
    if (best !== undefined && level > 0) return best;
  }
  return best;
}

function* clickableWithin(element: Element): Generator<Element, void, undefined> {
  if (element.shadowRoot !== null) yield* element.shadowRoot.querySelectorAll(CLICKABLE);
  yield* element.querySelectorAll(CLICKABLE);
  for (const child of childrenOf(element)) {
    if (child instanceof Element && child.shadowRoot !== null)
      yield* child.shadowRoot.querySelectorAll(CLICKABLE);
  }
}

function scoreOf(button: Element, composer: Element, does: 'send' | 'stop'): number {
  const rect = button.getBoundingClientRect();
  if (button.contains(composer) || rect.width === 0 || !button.checkVisibility({ visibilityProperty: true }))
    return 0;
  const name = `${nameOf(button)} ${button.getAttribute('class') ?? ''}`.replaceAll(/[-_]/g, ' ');
  if (does === 'stop') return STOPS.test(name) ? 5 : 0;
  const box = composer.getBoundingClientRect();
  let score = 1;
  if (SENDS.test(name)) score += 3;
  if (OTHER.test(name)) score -= 3;
  if (STOPS.test(name)) score -= 5;
  if (button.matches('[type="submit"], button:not([type])') && button.closest('form') !== null) score += 2;
  if (button.matches(':disabled, [aria-disabled="true"]')) score -= 5;
  // Sending stands at the end of the line.
  if (rect.left + rect.width / 2 > box.left + box.width / 2) score += 1;
  return score;
}
