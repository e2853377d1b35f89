import { relative, resolve } from 'node:path';
import { renderConsole } from '../report/render-console.js';
import { buildReport } from '../reporter/build-report.js';
import { exitCodeOf } from './exit-code.js';

/** Builds a run's report again from its ledgers. The exit code is the verdict's. */
export async function reportCommand(run: string): Promise<number> {
  const { findings, paths } = await buildReport(resolve(run));
  process.stdout.write(
    `${renderConsole(findings, { reportPath: relative(process.cwd(), paths.html), color: process.stdout.isTTY === true })}\n`,
  );
  return exitCodeOf(findings);
}
