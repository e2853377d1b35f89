import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from '@playwright/test';
import { writeReport } from '../../dist/src/report/write-report.js';
import { sampleFindings } from './sample-findings.js';

function newFolder(name = 'run'): string {
  const folder = test.info().outputPath(name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

const FILES = [
  'benchmark-bigger-is-better.json',
  'benchmark-smaller-is-better.json',
  'findings.json',
  'metrics.openmetrics.txt',
  'report.html',
  'summary.k6.json',
  'summary.md',
];

test('writes its files, leaves nothing else, and may be called again', () => {
  const folder = newFolder();
  const paths = writeReport(folder, sampleFindings());
  const before = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'));
  writeReport(folder, sampleFindings());
  expect(readdirSync(folder).sort()).toEqual(FILES);
  expect(readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual(before);
  expect(JSON.parse(readFileSync(paths.findings, 'utf8'))).toEqual(
    JSON.parse(JSON.stringify(sampleFindings())),
  );
});

test('makes the folder where it is missing, and says clearly where it cannot write', () => {
  const folder = newFolder();
  writeReport(join(folder, 'a', 'b'), sampleFindings());
  expect(readdirSync(join(folder, 'a', 'b')).sort()).toEqual(FILES);
  mkdirSync(join(folder, 'c', 'report.html', 'in-the-way'), { recursive: true });
  expect(() => writeReport(join(folder, 'c'), sampleFindings())).toThrow(
    expect.objectContaining({ code: 'E_REPORT_NOT_WRITTEN', hint: expect.stringContaining('writable') }),
  );
  expect(readdirSync(join(folder, 'c')).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test('without the chart script it names the build, and still writes all but the HTML', async () => {
  const root = newFolder('package');
  cpSync(resolve('dist/src'), join(root, 'dist/src'), { recursive: true });
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
  writeFileSync(join(root, 'package.json'), '{"type":"module"}');
  const url = pathToFileURL(join(root, 'dist/src/report/write-report.js')).href;
  const unbuilt = (await import(url)) as { writeReport: typeof writeReport };
  const folder = newFolder();
  expect(() => unbuilt.writeReport(folder, sampleFindings())).toThrow(
    expect.objectContaining({ code: 'E_BUILD_MISSING', hint: expect.stringContaining('npm run build') }),
  );
  expect(readdirSync(folder).sort()).toEqual(FILES.filter((name) => name !== 'report.html'));
});
