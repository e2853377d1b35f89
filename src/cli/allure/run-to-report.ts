import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { parseFindings } from '../../findings/findings-schema.js';
import type { Findings } from '../../model/findings.js';
import { OWN_PREFIX } from '../../report/allure/allure-files.js';
import { ALLURE_RESULTS } from '../../report/allure/write-allure.js';
import { AllureError } from './allure-error.js';

/** A run that has results for Allure. */
export interface RunToReport {
  readonly runDir: string;
  readonly findings: Findings;
}

/** Looks at the folder of a run; throws an `AllureError` that says what is missing and how to get it. */
export function runToReport(given: string): RunToReport {
  const file = join(given, 'findings.json');
  if (!existsSync(file)) {
    throw new AllureError(
      'E_NO_RUN',
      `${given} has no findings.json, so it is not the folder of a finished run`,
      'Run `npm run experience` first, or give the folder of a run, e.g. reports/latest.',
    );
  }
  const findings = findingsIn(file);
  const runDir = realpathSync(given);
  const results = join(runDir, ALLURE_RESULTS);
  const isOwn = (name: string): boolean => name.startsWith(OWN_PREFIX) && name.endsWith('-result.json');
  if (!existsSync(results) || !readdirSync(results).some(isOwn)) {
    throw new AllureError(
      'E_NO_ALLURE_RESULTS',
      `${results} holds no results of the run`,
      `Build them again from its ledgers: npm run report -- ${given}. A run with plimsoll({ allure: false }) has none.`,
    );
  }
  return { runDir, findings };
}

function findingsIn(file: string): Findings {
  try {
    return parseFindings(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new AllureError(
      'E_NO_RUN',
      `${file} holds no findings of this version`,
      'Build it again from the ledgers of the run: npm run report -- <run>.',
      { cause },
    );
  }
}
