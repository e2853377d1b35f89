/** Something to be drawn, and where. */
export interface DrawingStep {
  /** `null`: nowhere in particular. */
  readonly place: Element | null;
  readonly draw: () => void;
}

export interface DrawingProgress {
  /** What is on the screen or a screen away is drawn. */
  readonly onShown: () => void;
  /** Everything is. */
  readonly onDrawn: () => void;
}

/** Not in every browser. */
const whenIdle: (call: () => void) => void =
  typeof requestIdleCallback === 'function'
    ? (call) => requestIdleCallback(call, { timeout: 200 })
    : (call) => setTimeout(call);

/**
 * Draws one thing a task, so that the page is seen and answers meanwhile: first what is on the screen or a screen away,
 * then the others, in the order of reading, whenever the browser has nothing else to do.
 *
 * @returns draws all that is left, at once
 */
export function drawInTurn(steps: readonly DrawingStep[], { onShown, onDrawn }: DrawingProgress): () => void {
  const left = [...steps];
  let isShown = false;
  const take = (step: DrawingStep): void => {
    left.splice(left.indexOf(step), 1);
    step.draw();
    if (left.length === 0) onDrawn();
  };
  const nearest = (): DrawingStep | undefined => left.find(({ place }) => place !== null && isNear(place));
  const goOn = (): void => {
    const hasNear = nearest() !== undefined;
    if (!hasNear && !isShown) {
      isShown = true;
      onShown();
    }
    if (left.length === 0) return;
    if (hasNear) setTimeout(next);
    else whenIdle(next);
  };
  const next = (): void => {
    const step = nearest() ?? left[0];
    if (step !== undefined) take(step);
    goOn();
  };
  goOn();
  return () => {
    while (left.length > 0) take(left[0]!);
  };
}

function isNear(place: Element): boolean {
  const { top, bottom } = place.getBoundingClientRect();
  return top < 2 * innerHeight && bottom > -innerHeight;
}
