import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname } from 'node:path';
import type { AttributionResult } from './measure-attribution.js';
import type { OverheadResult } from './measure-overhead.js';
import type { PageResult } from './measure-page.js';
import type { StallCauseResult } from './measure-stalls.js';
import type { WireResult } from './measure-wire.js';

interface CalibrationHost {
  readonly platform: string;
  readonly cores: number;
  readonly memoryGb: number;
  /** Runnable tasks of the last minute before the latest calibration began, per core. */
  readonly loadPerCore: number;
}

/** What calibrations found; each figure is replaced when it is measured again. */
export interface Calibration {
  readonly chromium: string;
  readonly host: CalibrationHost;
  readonly pages: readonly PageResult[];
  readonly wire: readonly WireResult[];
  readonly stallCause: readonly StallCauseResult[];
  readonly attribution: readonly AttributionResult[];
  readonly overhead: OverheadResult | null;
}

/** What one measurement found. */
export type Found = Partial<Omit<Calibration, 'chromium' | 'host'>>;

/** With what, and beside what else, it is measured. */
export interface Measuring {
  readonly chromium: string;
  readonly loadPerCore: number;
}

const GB = 2 ** 30;

/** Puts what was found now in the place of what was found before, and keeps the rest. */
export function mergeCalibration(
  path: string,
  { chromium, loadPerCore }: Measuring,
  found: Found,
): Calibration {
  const before: Partial<Calibration> = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {};
  // Figures of two browsers are not one calibration.
  const kept = before.chromium === chromium ? before : {};
  const merged: Calibration = {
    chromium,
    host: {
      platform: process.platform,
      cores: cpus().length,
      memoryGb: Math.round(totalmem() / GB),
      loadPerCore,
    },
    pages: replaced(kept.pages, found.pages, ({ page }) => page),
    wire: replaced(kept.wire, found.wire, ({ transport }) => transport),
    stallCause: replaced(kept.stallCause, found.stallCause, ({ kind }) => kind),
    attribution: replaced(kept.attribution, found.attribution, ({ part }) => part),
    overhead: found.overhead ?? kept.overhead ?? null,
  };
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(merged, null, 2)}\n`);
  return merged;
}

function replaced<Result>(
  before: readonly Result[] = [],
  now: readonly Result[] = [],
  nameOf: (result: Result) => string,
): readonly Result[] {
  const names = now.map(nameOf);
  return [...before.filter((result) => !names.includes(nameOf(result))), ...now];
}
