import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { HistoryLine } from '../model/trend.js';

const nullable = z.number().nullable();
const key = { metric: z.string(), phase: z.string() };

const historyLine = z.looseObject({
  schema: z.literal('plimsoll.history/1'),
  run: z.string(),
  startedAt: z.string(),
  profile: z.string(),
  target: z.string(),
  verdict: z.enum(['pass', 'fail', 'invalid']),
  validity: z.enum(['valid', 'degraded', 'invalid']),
  errorMs: nullable,
  fingerprint: z.looseObject({ hash: z.string(), parts: z.record(z.string(), z.string()) }),
  figures: z.looseObject({
    loadLine: nullable,
    loadLineStatus: z.string(),
    ceilingPerSecond: nullable,
    recoveredMs: nullable,
  }),
  measures: z.array(
    z.union([
      z.looseObject({ ...key, values: z.array(nullable) }),
      z.looseObject({ ...key, good: z.number(), n: z.number() }),
    ]),
  ),
});

export interface History {
  readonly lines: readonly HistoryLine[];
  /** Lines that are none: cut while being written, damaged, or of another version. */
  readonly unread: number;
}

/** Reads `history.jsonl`; what cannot be read is counted, and nothing is lost by it. */
export function readHistory(file: string): History {
  if (!existsSync(file)) return { lines: [], unread: 0 };
  const texts = readFileSync(file, 'utf8')
    .split('\n')
    .filter((text) => text !== '');
  const lines = texts.flatMap((text) => parse(text) ?? []);
  return { lines, unread: texts.length - lines.length };
}

/** Appends a run, once: a report may be built again and again. Says whether it was added. */
export function appendHistory(file: string, line: HistoryLine): boolean {
  if (readHistory(file).lines.some(({ run }) => run === line.run)) return false;
  mkdirSync(dirname(file), { recursive: true });
  const before = existsSync(file) ? readFileSync(file, 'utf8') : '';
  // A line that was cut while it was written must not take this one with it.
  const gap = before === '' || before.endsWith('\n') ? '' : '\n';
  appendFileSync(file, `${gap}${JSON.stringify(line)}\n`);
  return true;
}

function parse(text: string): HistoryLine | null {
  try {
    const parsed = historyLine.safeParse(JSON.parse(text));
    return parsed.success ? (parsed.data as HistoryLine) : null;
  } catch {
    // Not JSON: counted as unread by the caller.
    return null;
  }
}
