/** Attributes whose change often means that a page became busy, ready or broken, or that something can be seen. */
const USUAL =
  'disabled hidden open class style role readonly contenteditable aria-busy aria-disabled aria-hidden aria-label data-status data-state'.split(
    ' ',
  );

/** The usual ones, and those that these selectors ask for: a class that goes may be the whole sign of an end. */
export function tellingAttributes(selectors: readonly (string | null)[]): string[] {
  const asked = selectors.flatMap((selector) => {
    if (selector === null) return [];
    const names = [...selector.matchAll(/\[\s*([\w-]+)/g)].map(([, name]) => name!.toLowerCase());
    // More than is needed does no harm: a hash may also stand in a quoted value.
    return [...names, ...(selector.includes('#') ? ['id'] : [])];
  });
  return [...new Set([...USUAL, ...asked])];
}
