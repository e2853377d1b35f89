import { readFileSync, statSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import type { Findings } from '../../dist/src/model/findings.js';
import { renderHtml } from '../../dist/src/report/render-html.js';
import { renderSummary } from '../../dist/src/report/render-summary.js';
import { writeReport } from '../../dist/src/report/write-report.js';
import { openReport } from './open-report.js';
import { sampleFindings } from './sample-findings.js';

const CHARTS = ['#chart-timeline', '#chart-dose-response', '#chart-attribution'];

test('opens from disk without a network, a complaint or a request, and draws every chart', async ({
  browser,
}) => {
  const { page, complaints, requests, close } = await openReport(browser, sampleFindings());
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Pass');
  await expect(page.locator('.lead')).toContainText(
    /People felt it at 11\.6 conversations at once \(95\s% interval 8–18\)/,
  );
  for (const chart of CHARTS) {
    await expect(page.locator(chart)).toHaveAttribute('aria-label', /table/);
    expect(await page.locator(`${chart} svg path`).count(), chart).toBeGreaterThan(10);
  }
  expect(complaints).toEqual([]);
  expect(requests).toEqual([]);
  await close();
});

test('is one file of at most 1.5 MB that allows no network', () => {
  const folder = test.info().outputPath('run');
  const { html } = writeReport(folder, sampleFindings());
  expect(statSync(html).size).toBeLessThan(1.5 * 1024 * 1024);
  const text = readFileSync(html, 'utf8');
  expect(text).toMatch(
    /<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-[^']+'; style-src 'unsafe-inline'; img-src data:;/,
  );
  expect(text).not.toMatch(/(src|href)="(https?:)?\/\//);
});

test('shows what the target said as text and runs none of it', async ({ browser }) => {
  const evil = (where: string): string =>
    `</script><script>window.ran = '${where}'</script><img src=x onerror="window.ran='${where}'">{{${where}}}`;
  const sample = sampleFindings();
  const [first, ...others] = sample.turns;
  const name = sample.phases[2]?.name ?? '';
  const renamed = evil('phase');
  const findings: Findings = {
    ...sample,
    run: {
      ...sample.run,
      target: `https://example.test/${evil('target')}`,
      // A journey is called as its test is.
      people: [{ id: evil('person'), journey: evil('journey'), turns: 1 }],
      events: [{ atMs: 0, kind: 'disturbance', message: evil('event') }],
    },
    phases: sample.phases.map((phase) => (phase.name === name ? { ...phase, name: renamed } : phase)),
    turns: first
      ? [
          {
            ...first,
            person: evil('person'),
            prompt: evil('prompt'),
            answer: evil('answer'),
            detail: evil('detail'),
          },
          ...others,
        ]
      : [],
    marks: sample.marks.map((mark) => ({ ...mark, person: evil('person') })),
    verdict: { status: 'fail', reasons: [evil('reason')] },
    // A budget's sentence is the title of its test.
    budgets: sample.budgets.map((budget) => ({ ...budget, sentence: evil('budget') })),
  };
  // Where Markdown is shown, HTML in it may be taken for markup.
  expect(renderSummary(findings)).not.toMatch(/<\/?(script|img)/);
  expect(renderSummary(findings)).toContain('&lt;img src=x');
  const { page, complaints, requests, close } = await openReport(browser, findings);
  await page.locator('details').evaluateAll((all) => {
    for (const details of all) (details as HTMLDetailsElement).open = true;
  });
  // The tooltip names persons and phases too.
  await page.locator('#chart-timeline').hover({ position: { x: 400, y: 300 } });
  await expect(page.locator('.tip')).toContainText('<img src=x onerror=');
  for (const where of [
    'target',
    'person',
    'journey',
    'budget',
    'event',
    'phase',
    'prompt',
    'answer',
    'detail',
    'reason',
  ]) {
    await expect(page.locator('body'), where).toContainText(`{{${where}}}`);
  }
  expect(await page.locator('img').count()).toBe(0);
  expect(await page.evaluate(() => (window as unknown as { ran?: string }).ran)).toBeUndefined();
  expect(complaints).toEqual([]);
  expect(requests).toEqual([]);
  await close();
});

for (const width of [320, 390, 1280, 2560]) {
  for (const scheme of ['light', 'dark'] as const) {
    test(`fits ${width} px, ${scheme}`, async ({ browser }) => {
      const { page, close } = await openReport(browser, sampleFindings(), { width, scheme });
      await page.locator('details').evaluateAll((all) => {
        for (const details of all) (details as HTMLDetailsElement).open = true;
      });
      const { scroll, inner } = await page.evaluate(() => ({
        scroll: document.documentElement.scrollWidth,
        inner: window.innerWidth,
      }));
      expect(scroll).toBeLessThanOrEqual(inner);
      await close();
    });
  }
}

test('never prints a missing percentile as a number', async ({ browser }) => {
  const empty = { n: 0, unanswered: 0, p50: null, p95: null, p99: null, max: null };
  const sample = sampleFindings();
  const findings: Findings = {
    ...sample,
    phases: sample.phases.map((phase, index) => ({
      ...phase,
      experience: {
        ...phase.experience,
        goodShare: null,
        goodShareCi95: null,
        perceivedTtftMs:
          index === 0
            ? { ...empty, n: 3, missing: { p50: 'too-few', p95: 'too-few', p99: 'too-few' } }
            : index === 1
              ? { ...empty, n: 12, unanswered: 8, p50Over: 20_000, missing: { p50: 'unanswered' } }
              : empty,
      },
    })),
  };
  const { page, close } = await openReport(browser, findings);
  const column = await page
    .locator('#table-phases thead tr:last-child th')
    .evaluateAll((cells) => cells.findIndex((cell) => cell.textContent === 'perceived TTFT p50'));
  const cells = page.locator(`#table-phases tbody tr > :nth-child(${column + 1}) > span:first-child`);
  await expect(cells.nth(0)).toHaveText('–');
  await expect(cells.nth(0)).toHaveAttribute('title', /n 3 < 4/);
  await expect(cells.nth(1)).toHaveText(/^>\s20\.0\ss$/);
  await expect(cells.nth(1)).toHaveAttribute('title', /over 20\.0\ss/);
  await expect(cells.nth(2)).toHaveText('–');
  await expect(cells.nth(2)).toHaveAttribute('title', 'no values');
  const table = page.locator('.table', { has: page.locator('#table-phases') });
  await expect(table.locator('.sub', { hasText: 'n 3 < 4' })).toBeVisible();
  await expect(table.locator('.notes')).toContainText(/over 20\.0\ss: p50 falls among the 8 of 12/);
  await close();
});

test('links every number to its definition', async ({ browser }) => {
  const { page, close } = await openReport(browser, sampleFindings());
  const broken = await page
    .locator('a[href^="#"]')
    .evaluateAll((links) =>
      links
        .map((link) => (link.getAttribute('href') ?? '').slice(1))
        .filter((id) => document.getElementById(id) === null),
    );
  expect(broken).toEqual([]);
  const ids = await page.locator('[id]').evaluateAll((all) => all.map((element) => element.id));
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  await close();
});

test('zooms to a phase by keyboard', async ({ browser }) => {
  const { page, close } = await openReport(browser, sampleFindings());
  const button = page.getByRole('button', { name: 'peak' });
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await expect(page.locator('#chart-timeline svg')).toContainText('1:10');
  await expect(page.locator('#chart-timeline svg')).not.toContainText('0:15');
  await close();
});

test('a night of turns stays a file that opens', () => {
  const sample = sampleFindings();
  const seconds = Array.from({ length: 8 * 3600 }, (_, index) => ({
    ...(sample.seconds[index % sample.seconds.length] ?? sample.seconds[0]!),
    atMs: index * 1000,
  }));
  const marks = Array.from({ length: 5000 }, (_, index) => ({
    ...(sample.marks[index % sample.marks.length] ?? sample.marks[0]!),
    id: `turn-${index}`,
    submittedMs: index * 5700,
  }));
  const html = renderHtml({ ...sample, seconds, marks });
  expect(html.length).toBeLessThan(8 * 1024 * 1024);
  expect(html.match(/<tr/g)?.length ?? 0).toBeLessThan(1200);
});

test('same findings, same file', () => {
  expect(renderHtml(sampleFindings())).toBe(renderHtml(sampleFindings()));
});
