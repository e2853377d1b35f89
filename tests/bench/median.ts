/** Of an odd or even number of values, by the usual rule; throws without any. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const { length } = sorted;
  if (length === 0) throw new Error('Failed to take a median: there are no values');
  return (sorted[(length - 1) >> 1]! + sorted[length >> 1]!) / 2;
}
