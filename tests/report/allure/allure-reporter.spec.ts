import { expect, test } from '@playwright/test';
import { allureReporter } from '../../../dist/src/allure-reporter.js';
import { resolvePlan } from '../../../dist/src/config/resolve-plan.js';

const argv = process.argv;
test.afterEach(() => {
  process.argv = argv;
});

const reportersOf = (options: { allure?: boolean }, ...args: readonly string[]): readonly unknown[] => {
  process.argv = ['node', 'playwright', ...args];
  return allureReporter(resolvePlan({ config: options, env: {} }), '/runs/one');
};

test('tests are reported to Allure where they run, unless one does without', () => {
  const reporter = ['allure-playwright', { resultsDir: '/runs/one/allure-results', detail: false }];
  expect(reportersOf({}, 'test')).toEqual([reporter]);
  expect(reportersOf({ allure: true }, 'test', '--shard=1/2')).toEqual([reporter]);
  expect(reportersOf({ allure: false }, 'test')).toEqual([]);
});

test('tests that are only listed, or whose blobs are merged, are not reported', () => {
  expect(reportersOf({}, 'test', '--list')).toEqual([]);
  expect(reportersOf({}, 'merge-reports', '-c', 'playwright.config.ts', 'blobs')).toEqual([]);
});
