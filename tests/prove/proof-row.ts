import type { Measured } from './study.js';

/** One line of `reports/proof.json`. */
export interface ProofRow {
  readonly study: string;
  readonly name: string;
  readonly n: number;
  /** To four digits; what follows differs between processors. */
  readonly value: number | null;
  /** e.g. `≤ 0.07`; `null`: printed, and judged by nobody. */
  readonly target: string | null;
  readonly ok: boolean | null;
}

export function proofRow(study: string, { name, n, value, atLeast, atMost }: Measured): ProofRow {
  const target =
    atLeast !== undefined && atMost !== undefined
      ? `${atLeast} to ${atMost}`
      : atLeast !== undefined
        ? `≥ ${atLeast}`
        : atMost !== undefined
          ? `≤ ${atMost}`
          : null;
  const ok =
    target === null
      ? null
      : value !== null && value >= (atLeast ?? -Infinity) && value <= (atMost ?? Infinity);
  return { study, name, n, value: value === null ? null : Number(value.toPrecision(4)), target, ok };
}
