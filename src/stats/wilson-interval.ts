const Z_95 = 1.959963984540054;

/** Wilson's score interval (95 %, two-sided, no continuity correction) of a share; `null` without trials. */
export function wilsonInterval(successes: number, trials: number): readonly [number, number] | null {
  if (trials <= 0) return null;
  const share = successes / trials;
  const z2 = Z_95 * Z_95;
  const centre = (share + z2 / (2 * trials)) / (1 + z2 / trials);
  const half =
    (Z_95 * Math.sqrt((share * (1 - share)) / trials + z2 / (4 * trials * trials))) / (1 + z2 / trials);
  return [
    successes === 0 ? 0 : Math.max(0, centre - half),
    successes === trials ? 1 : Math.min(1, centre + half),
  ];
}
