import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import {
  allureHistoryFile,
  keepInHistory,
  readAllureHistory,
  runsBefore,
} from '../../../dist/src/cli/allure/allure-history.js';
import { stripAnalytics } from '../../../dist/src/cli/allure/strip-analytics.js';
import { gatherResults } from '../../../dist/src/report/allure/gather-results.js';
import { sampleFindings } from '../sample-findings.js';

test('runs stand in order of time, a run once, and what was cut while being written is left out', () => {
  const file = test.info().outputPath('allure-history', 'quick.jsonl');
  keepInHistory(file, { name: 'b', timestamp: 2, metrics: { old: 1 } });
  keepInHistory(file, { name: 'c', timestamp: 3 });
  keepInHistory(file, { name: 'a', timestamp: 1 });
  keepInHistory(file, { name: 'b', timestamp: 2, metrics: { new: 1 } });
  writeFileSync(file, `${readFileSync(file, 'utf8')}{"name":"d","time`);
  const lines = readAllureHistory(file);
  expect(lines.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
  expect(lines[1]).toEqual({ name: 'b', timestamp: 2, metrics: { new: 1 } });
  // A report of an old run is built without what came after it.
  expect(runsBefore(lines, { name: 'b', timestamp: 2 }).map(({ name }) => name)).toEqual(['a']);
});

test('each profile and each target has a history of its own, beside the runs', () => {
  const findings = sampleFindings();
  const of = (profile: string, target: string): string =>
    allureHistoryFile('/runs/one', {
      run: { ...findings.run, target, plan: { ...findings.run.plan, profile } },
    });
  const files = [of('quick', 'http://a/'), of('quick', 'http://b/'), of('../odd name', 'http://a/')];
  expect(new Set(files).size).toBe(3);
  expect(files.map(dirname)).toEqual(Array(3).fill('/runs/allure-history'));
  expect(of('quick', 'http://a/')).toBe(files[0]);
});

test('of the segments of a merged run the tests are taken, told apart, and no figures and no verdicts', () => {
  const reports = test.info().outputPath('reports');
  const put = (run: string, files: Readonly<Record<string, unknown>>): void => {
    const folder = join(reports, run, 'allure-results');
    mkdirSync(folder, { recursive: true });
    for (const [name, content] of Object.entries(files))
      writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
  };
  const asks = { historyId: 'asks', parameters: [{ name: 'Repetition', value: '1' }], labels: [] };
  const verdict = { historyId: 'verdict', labels: [{ name: 'parentSuite', value: 'verdict' }] };
  const own = { 'plimsoll-perf.json': '', 'plimsoll-1-result.json': '', 'environment.properties': '' };
  put('merged', { ...own, 'environment.properties': 'merged' });
  put('one', { ...own, 'plimsoll-2-result.json': '', 'a-result.json': asks, 'v-result.json': verdict });
  put('two', { ...own, 'b-result.json': asks, 'b-attachment.json': 'b', 'categories.json': '' });
  const into = test.info().outputPath('gathered');
  mkdirSync(into);
  const { run } = sampleFindings();
  const segments = ['merged', 'one', 'two', 'on another machine'].map((run) => ({
    label: `replicate of ${run}`,
    run,
  }));
  gatherResults(join(reports, 'merged'), { run: { ...run, id: 'merged', segments } }, into);
  expect(readdirSync(into).sort()).toEqual([
    'a-result.json',
    'b-attachment.json',
    'b-result.json',
    'environment.properties',
    'plimsoll-1-result.json',
    'plimsoll-perf.json',
  ]);
  expect(readFileSync(join(into, 'environment.properties'), 'utf8')).toBe('merged');
  const [a, b] = ['a', 'b'].map((name) =>
    JSON.parse(readFileSync(join(into, `${name}-result.json`), 'utf8')),
  );
  expect(a.parameters).toEqual([...asks.parameters, { name: 'Segment', value: 'replicate of one' }]);
  expect(a.historyId).toMatch(/^asks:/);
  expect(b.historyId).not.toBe(a.historyId);
});

test('what would tell others of every reader is taken out of a report, and nothing else', () => {
  const html = test.info().outputPath('index.html');
  const [before, after] = ['<body><script>a()</script>', '<script>b(1)</script></body>'];
  const analytics = `<script async src="https://www.googletagmanager.com/gtag/js?id=G-X"></script>
    <script>
      window.dataLayer = [];
      gtag('js', new Date());
    </script>`;
  writeFileSync(html, `${before}${analytics}${after}`);
  stripAnalytics(html);
  expect(readFileSync(html, 'utf8')).toBe(`${before}${after}`);
});
