import { childrenOf } from './composed-tree.js';
import type { Region } from './read-text.js';

const PICTURES = new Set('img canvas video svg object iframe'.split(' '));
/** Smaller ones are icons, and faces of who speaks. */
const LEAST_PX = 48;

/** What is there to be looked at, where an answer has no text; `undefined`: nothing. Makes the browser lay out. */
export function pictureIn(regions: readonly Region[]): string | undefined {
  const names = new Set<string>();
  const walk = (node: Node): void => {
    if (!(node instanceof Element)) return;
    if (PICTURES.has(node.localName)) {
      const { width, height } = node.getBoundingClientRect();
      if (width >= LEAST_PX && height >= LEAST_PX) names.add(node.localName);
      return;
    }
    for (const child of childrenOf(node)) walk(child);
  };
  for (const { node } of regions) walk(node);
  return names.size === 0 ? undefined : [...names].join(', ');
}
