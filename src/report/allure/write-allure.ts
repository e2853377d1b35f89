import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Findings } from '../../model/findings.js';
import { writeAtomically } from '../write-atomically.js';
import type { WrittenReport } from '../write-report.js';
import { allureFiles, OWN_PREFIX } from './allure-files.js';
import { chartDrawer } from './chart-drawer.js';

/** Where a run's results for Allure are, in its folder. */
export const ALLURE_RESULTS = 'allure-results';

/**
 * Writes what Allure is told of the run beside what `allure-playwright` wrote of its tests, in place of what an earlier
 * call wrote. Throws a `ReportError` where it cannot.
 */
export async function writeAllure(runDir: string, findings: Findings, paths: WrittenReport): Promise<string> {
  const folder = join(runDir, ALLURE_RESULTS);
  const reports = { html: readFileSync(paths.html, 'utf8'), summary: readFileSync(paths.summary, 'utf8') };
  const files = allureFiles(findings, reports, await chartDrawer());
  if (existsSync(folder)) {
    for (const name of readdirSync(folder))
      if (name.startsWith(OWN_PREFIX) && !files.has(name)) rmSync(join(folder, name));
  } else mkdirSync(folder, { recursive: true });
  for (const [name, text] of files) writeAtomically(join(folder, name), text);
  return folder;
}
