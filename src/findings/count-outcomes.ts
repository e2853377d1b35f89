/** How often each outcome occurs; what does not occur is left out. */
export function countOutcomes<Outcome extends string>(
  outcomes: readonly Outcome[],
): Partial<Record<Outcome, number>> {
  const counts: Partial<Record<Outcome, number>> = {};
  for (const outcome of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}
