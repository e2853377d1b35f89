import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { compareMeasures } from '../findings/compare-measures.js';
import { parseFindings } from '../findings/findings-schema.js';
import { changedParts } from '../findings/fingerprint.js';
import { comparedSentence } from '../findings/trend.js';
import type { Findings } from '../model/findings.js';
import { PlimsollError } from '../model/plimsoll-error.js';
import { EXIT } from './exit-code.js';

/** Compares two runs and prints what changed. The exit code is 1 where something became worse. */
export function compareCommand(beforePath: string, afterPath: string): number {
  const [before, after] = [findingsAt(beforePath), findingsAt(afterPath)];
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  print(`${nameOf(before)} → ${nameOf(after)}`);
  const changed = changedParts(before.trend.fingerprint, after.trend.fingerprint);
  if (changed.length > 0) {
    print('These runs are NOT OF THE SAME KIND; what follows may come from this and not from the product:');
    for (const part of changed) print(`  ${part}`);
  }
  const unsure = [before, after].filter(({ instrument }) => instrument.validity !== 'valid');
  for (const { run, instrument } of unsure) {
    print(`The measurement of ${run.id} is ${instrument.validity}: ${instrument.reasons[0] ?? ''}`);
  }
  for (const { run } of [before, after].filter((each) => each.run.interrupted)) {
    print(`${run.id} was interrupted: its later phases are missing or short.`);
  }
  const changes = compareMeasures([asCompared(before)], asCompared(after));
  if (changes.length === 0) {
    throw new PlimsollError(
      'E_NOTHING_IN_COMMON',
      'Failed to compare: the two runs have no phase in common in which something was measured',
      'Compare runs of the same plan; their phases are told apart by name.',
    );
  }
  print('');
  for (const { status, sentence } of changes) print(`  ${MARKS[status]} ${sentence}`);
  print('');
  print(comparedSentence(changes, 1));
  if (unsure.some(({ instrument }) => instrument.validity === 'invalid')) return EXIT.invalid;
  return changes.some(({ status }) => status === 'regression') ? EXIT.fail : EXIT.pass;
}

const MARKS = {
  regression: '−',
  improvement: '+',
  'no-change': '=',
  inconclusive: '?',
  'within-error': '≈',
} as const;

const nameOf = ({ run }: Findings): string => `${run.id} (${run.target}, ${run.plan.profile})`;

const asCompared = ({ measures, instrument }: Findings) => ({
  measures,
  errorMs: instrument.control.paintErrorMs.p95,
});

function findingsAt(path: string): Findings {
  const given = resolve(path);
  const file = existsSync(given) && statSync(given).isDirectory() ? join(given, 'findings.json') : given;
  const fail = (reason: string, cause?: unknown): PlimsollError =>
    new PlimsollError(
      'E_NO_FINDINGS',
      `Failed to compare: ${file} ${reason}`,
      'Give the folder of a run or its findings.json; `plimsoll report <run>` builds it again from the ledgers.',
      { cause },
    );
  if (!existsSync(file)) throw fail('is not there');
  try {
    return parseFindings(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw fail('holds no findings of this version', error);
  }
}
