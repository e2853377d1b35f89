import type { Findings } from '../model/findings.js';

/** Exit codes of every `plimsoll` command. */
export const EXIT = { pass: 0, fail: 1, wrongUse: 2, invalid: 3, interrupted: 130 } as const;

/** The code that a run's findings stand for. */
export function exitCodeOf(findings: Findings): number {
  return EXIT[findings.verdict.status];
}
