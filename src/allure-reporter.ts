import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { ReporterDescription } from '@playwright/test';
import { ConfigError } from './config/config-error.js';
import type { RunPlan } from './model/plan.js';
import { ALLURE_RESULTS } from './report/allure/write-allure.js';
import { isListing } from './reporter/is-listing.js';
import { isMerging } from './reporter/is-merging.js';

const PACKAGE = 'allure-playwright';

/**
 * What tells Allure of the run's tests, while they run. Not where tests are only listed. Not in a merge either: it would
 * report a second time what each shard has reported, with the time of the merge.
 */
export function allureReporter({ allure }: RunPlan, runDir: string): readonly ReporterDescription[] {
  if (!allure || isListing() || isMerging()) return [];
  // Playwright looks for it beside the configuration, which is where one starts it.
  const here = [join(process.cwd(), 'playwright.config.ts'), import.meta.url];
  if (!here.some((from) => canResolve(from))) {
    throw new ConfigError(
      `${PACKAGE} is not installed`,
      `Run \`npm install --save-dev ${PACKAGE}\`, or go without: plimsoll({ allure: false }).`,
    );
  }
  return [[PACKAGE, { resultsDir: join(runDir, ALLURE_RESULTS), detail: false }]];
}

function canResolve(from: string): boolean {
  try {
    createRequire(from).resolve(PACKAGE);
    return true;
  } catch {
    return false;
  }
}
