/**
 * What is left of a series when all that goes along with the controls in straight lines is taken off (and its mean).
 * `null` where nothing is left.
 */
export function withoutControls(
  values: readonly number[],
  controls: readonly (readonly number[])[],
): number[] | null {
  const basis: number[][] = [];
  for (const control of [values.map(() => 1), ...controls]) {
    const left = basis.reduce((rest, axis) => takeOff(rest, axis), [...control]);
    const length = Math.sqrt(dot(left, left));
    // A control that the others hold already takes nothing off.
    if (length > 1e-9 * Math.sqrt(dot(control, control))) basis.push(left.map((value) => value / length));
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const left = basis.reduce((rest, axis) => takeOff(rest, axis), [...values]);
  return spread > 0 && dot(left, left) > 1e-9 * spread ? left : null;
}

function takeOff(values: readonly number[], axis: readonly number[]): number[] {
  const along = dot(values, axis);
  return values.map((value, index) => value - along * axis[index]!);
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, index) => sum + value * b[index]!, 0);
