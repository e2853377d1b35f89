import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { Findings } from '../../model/findings.js';
import { writeAtomically } from '../../report/write-atomically.js';

/** One run in Allure's history; the rest of a line is Allure's own. */
const historyLine = z.looseObject({ name: z.string(), timestamp: z.number() });
export type AllureHistoryLine = z.output<typeof historyLine>;

/** Allure itself draws fewer. */
const MOST_RUNS = 50;

/**
 * Allure's history of the runs of one profile against one target: figures of others would make a trend of nothing. It
 * lies beside the runs.
 */
export function allureHistoryFile(runDir: string, { run }: Pick<Findings, 'run'>): string {
  const hash = createHash('sha256').update(run.target).digest('hex').slice(0, 8);
  const profile = run.plan.profile.replace(/[^\w-]+/g, '-');
  return join(dirname(runDir), 'allure-history', `${profile}-${hash}.jsonl`);
}

/** What a run is called in the history, and its report. */
export const allureName = ({ run }: Pick<Findings, 'run'>): string => `Plimsoll ${run.id}`;

/** Reads the lines in order of time; those that are none, e.g. cut while being written, are left out. */
export function readAllureHistory(file: string): readonly AllureHistoryLine[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((text) => parse(text) ?? [])
    .toSorted((a, b) => a.timestamp - b.timestamp);
}

/** The runs that were before this one. */
export const runsBefore = (
  lines: readonly AllureHistoryLine[],
  { name, timestamp }: Pick<AllureHistoryLine, 'name' | 'timestamp'>,
): readonly AllureHistoryLine[] => lines.filter((line) => line.name !== name && line.timestamp <= timestamp);

/** Puts a run into the history, or in place of what an earlier report of it put there. */
export function keepInHistory(file: string, line: AllureHistoryLine): void {
  const others = readAllureHistory(file).filter(({ name }) => name !== line.name);
  const lines = [...others, line].toSorted((a, b) => a.timestamp - b.timestamp).slice(-MOST_RUNS);
  mkdirSync(dirname(file), { recursive: true });
  writeAtomically(file, textOf(lines));
}

/** As Allure reads and appends to it. */
export function writeHistory(file: string, lines: readonly AllureHistoryLine[]): void {
  writeFileSync(file, textOf(lines));
}

const textOf = (lines: readonly AllureHistoryLine[]): string =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join('');

function parse(text: string): AllureHistoryLine | null {
  try {
    const parsed = historyLine.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    // Not JSON: no run can be read from it.
    return null;
  }
}
