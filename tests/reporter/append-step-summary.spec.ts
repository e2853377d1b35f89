import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { appendStepSummary } from '../../dist/src/reporter/append-step-summary.js';

test('the summary is appended to what the CI step already says', () => {
  const [summary, step] = [test.info().outputPath('summary.md'), test.info().outputPath('step.md')];
  writeFileSync(summary, '**Pass**: all kept.\n');
  writeFileSync(step, 'Before.\n');
  expect(appendStepSummary(summary, { GITHUB_STEP_SUMMARY: step })).toBeUndefined();
  expect(readFileSync(step, 'utf8')).toBe('Before.\n**Pass**: all kept.\n');
});

test('elsewhere nothing is written; what cannot be written is told', () => {
  const summary = test.info().outputPath('summary.md');
  writeFileSync(summary, 'x');
  expect(appendStepSummary(summary, {})).toBeUndefined();
  expect(
    appendStepSummary(summary, { GITHUB_STEP_SUMMARY: test.info().outputPath('no/such/folder') }),
  ).toMatch(/could not be appended to GITHUB_STEP_SUMMARY: ENOENT/);
});
