import { realpathSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { buildAllureReport } from './allure/build-allure-report.js';

/** Builds the Allure report of a run, with the history of those before it. */
export async function allureCommand(run: string): Promise<number> {
  const { html, runs } = await buildAllureReport(resolve(run));
  const trend = runs === 1 ? 'the first in its history' : `with the ${runs - 1} before it in its history`;
  process.stdout.write(`Allure report: ${relative(realpathSync(process.cwd()), html)} (${trend})\n`);
  return 0;
}
