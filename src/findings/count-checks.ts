import type { CheckCount } from '../model/findings.js';
import type { StreamRecord } from '../model/records.js';

/** How often each check held, in the order in which the plan has them. */
export function countChecks(streams: readonly StreamRecord[]): CheckCount[] {
  const counts = new Map<string, { passes: number; fails: number }>();
  for (const { checks } of streams) {
    if (checks === undefined) continue;
    for (const [name, held] of Object.entries(checks)) {
      const before = counts.get(name) ?? { passes: 0, fails: 0 };
      counts.set(name, {
        passes: before.passes + (held ? 1 : 0),
        fails: before.fails + (held ? 0 : 1),
      });
    }
  }
  return [...counts].map(([name, count]) => ({ name, ...count }));
}

/** Share of all checks that held; `null` where nothing was checked. */
export function checkShare(checks: readonly CheckCount[]): number | null {
  const passes = checks.reduce((sum, check) => sum + check.passes, 0);
  const all = checks.reduce((sum, check) => sum + check.passes + check.fails, 0);
  return all === 0 ? null : passes / all;
}
