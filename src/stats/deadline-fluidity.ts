/**
 * Etalon's fluidity index (arXiv 2407.07000), 0–1: the share of deadlines that were met, where what comes early earns
 * slack for what follows, and a gap beyond its slack misses every deadline that fell into it. Of no item: `null`.
 *
 * @param gapsMs the first item's wait, then the time from each item to the next
 */
export function deadlineFluidity(
  gapsMs: readonly number[],
  firstDeadlineMs: number,
  nextDeadlineMs: number,
): number | null {
  let slackMs = 0;
  let missed = 0;
  let total = 0;
  for (const [index, gapMs] of gapsMs.entries()) {
    const deadlineMs = index === 0 ? firstDeadlineMs : nextDeadlineMs;
    if (gapMs <= deadlineMs + slackMs) {
      slackMs += deadlineMs - gapMs;
      total++;
      continue;
    }
    const misses =
      index === 0
        ? 1 + Math.floor((gapMs - slackMs - firstDeadlineMs) / nextDeadlineMs)
        : Math.floor((gapMs - slackMs) / nextDeadlineMs);
    missed += misses;
    total += misses;
    // New deadlines begin with the item that came late.
    slackMs = 0;
  }
  return total === 0 ? null : 1 - missed / total;
}
