/** Fainter than this is not seen. */
const LEAST_OPACITY = 0.1;
/** An element that cuts off what does not fit and is smaller than this shows nothing, such as text for screen readers. */
const LEAST_PX = 2;
/** Put further out to the left than this, text is hidden; upwards it may only have been scrolled. */
const FAR_OUT_PX = 900;

/** How much of its content an element lets through: its own opacity, or 0 when it hides it otherwise. */
interface Look {
  readonly opacity: number;
}

/**
 * Tells whether text can be seen. Asked only where style and layout are up to date, so that asking never makes the
 * browser compute them. What lets text through is remembered until it is touched; what hides it is asked again.
 */
export class Visibility {
  #looks = new WeakMap<Element, Look>();
  /** Something that cannot be seen yet is being faded in: it must be looked at again without any change of the page. */
  fadesIn = false;

  /** Opacity that an element lets through of what lies behind `through`; 0: it cannot be seen. */
  opacity(element: Element, through: number): number {
    let look = this.#looks.get(element);
    if (look === undefined) {
      look = lookOf(element);
      const seen = look.opacity * through >= LEAST_OPACITY;
      if (!seen) this.fadesIn ||= isAnimated(element);
      else if (look.opacity === 1 || !isAnimated(element)) this.#looks.set(element, look);
    }
    const opacity = look.opacity * through;
    return opacity >= LEAST_OPACITY ? opacity : 0;
  }

  /** An attribute of `element` changed: it, and all that lies in it, may look otherwise. */
  touched(element: Element): void {
    this.#looks.delete(element);
    // A rule may reach from here to anything below; a new table costs less than to walk a long way.
    if (element.firstElementChild !== null) this.#looks = new WeakMap();
  }
}

function lookOf(element: Element): Look {
  const hidden: Look = { opacity: 0 };
  const parent = element.parentElement;
  if (parent instanceof HTMLDetailsElement && !parent.open && element.localName !== 'summary') return hidden;
  const style = getComputedStyle(element);
  if (style.display === 'none' || style.visibility !== 'visible' || style.contentVisibility === 'hidden') {
    // Children of a hidden element may be visible; no chat does that to an answer.
    return hidden;
  }
  const opacity = Number(style.opacity);
  if (style.position === 'absolute' || style.position === 'fixed') {
    if (style.clip !== 'auto' || /inset\((?:50|100)%/.test(style.clipPath)) return hidden;
    if (Number.parseFloat(style.left) < -FAR_OUT_PX) return hidden;
  }
  if (style.overflowX !== 'visible' && style.display !== 'contents') {
    const { width, height } = element.getBoundingClientRect();
    if (width < LEAST_PX || height < LEAST_PX) return hidden;
  }
  return { opacity };
}

const isAnimated = (element: Element): boolean =>
  element.getAnimations().some(({ playState }) => playState === 'running');
