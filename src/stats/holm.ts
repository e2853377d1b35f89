/** Holm's adjusted chances, in the order given: with all below 0.05 kept, one false among them is as rare as that. */
export function holm(chances: readonly number[]): number[] {
  const order = chances.map((_, index) => index).sort((a, b) => chances[a]! - chances[b]!);
  const adjusted = new Array<number>(chances.length);
  let least = 0;
  order.forEach((index, rank) => {
    least = Math.max(least, Math.min(1, (chances.length - rank) * chances[index]!));
    adjusted[index] = least;
  });
  return adjusted;
}
