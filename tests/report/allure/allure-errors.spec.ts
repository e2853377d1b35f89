import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from '@playwright/test';
import { writeReport } from '../../../dist/src/report/write-report.js';
import { sampleFindings } from '../sample-findings.js';

const allure = (run: string) =>
  spawnSync(process.execPath, [resolve('dist/src/cli/main.js'), 'allure', run], { encoding: 'utf8' });

test('where there is nothing to report on, it says so, and what to do', () => {
  const folder = test.info().outputPath('no-run');
  mkdirSync(folder);
  const cases: { readonly prepare: () => void; readonly says: readonly string[] }[] = [
    { prepare: () => undefined, says: ['has no findings.json', 'npm run experience', 'E_NO_RUN'] },
    {
      prepare: () => writeFileSync(join(folder, 'findings.json'), '{"schema":"plimsoll.findings/0"}'),
      says: ['holds no findings of this version', 'npm run report', 'E_NO_RUN'],
    },
    {
      prepare: () => void writeReport(folder, sampleFindings()),
      says: ['holds no results of the run', 'allure: false', 'E_NO_ALLURE_RESULTS'],
    },
  ];
  for (const { prepare, says } of cases) {
    prepare();
    const { status, stderr } = allure(folder);
    expect(status).toBe(2);
    for (const words of says) expect(stderr).toContain(words);
    expect(stderr).not.toContain('    at ');
  }
});
