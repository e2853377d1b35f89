/** Attributes whose change often means that a page became busy, ready or broken. */
const USUAL = ['disabled', 'hidden', 'aria-busy', 'aria-disabled', 'data-status', 'data-state', 'role'];

/** The usual ones, and those that these selectors ask for: a class that goes may be the whole sign of an end. */
export function tellingAttributes(selectors: readonly string[]): string[] {
  const asked = selectors.flatMap((selector) => {
    const names = [...selector.matchAll(/\[\s*([\w-]+)/g)].map(([, name]) => name!.toLowerCase());
    // More than is needed does no harm: a dot may also stand in a quoted value.
    return [
      ...names,
      ...(selector.includes('.') ? ['class'] : []),
      ...(selector.includes('#') ? ['id'] : []),
    ];
  });
  return [...new Set([...USUAL, ...asked])];
}
