/** Draws from [0, 1); the same seed gives the same draws. */
export type Random = () => number;

/** FNV-1a over UTF-16 units: a 32-bit seed from any text. */
export function seedFrom(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash >>> 0;
}

/** mulberry32: small, fast and good enough to script delays and words; not for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A value spread evenly over `mean` ± `mean × share`. */
export function spread(random: Random, mean: number, share: number): number {
  return mean * (1 + share * (2 * random() - 1));
}
