const Z_95 = 1.959963984540054;

/** Fisher's 95 % interval of a correlation from `n` independent pairs; `null` for under 4, which say nothing. */
export function fisherInterval(correlation: number, n: number): readonly [number, number] | null {
  if (n < 4) return null;
  const centre = Math.atanh(Math.max(-0.9999, Math.min(0.9999, correlation)));
  const half = Z_95 / Math.sqrt(n - 3);
  return [Math.tanh(centre - half), Math.tanh(centre + half)];
}
