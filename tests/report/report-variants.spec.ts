import { expect, test } from '@playwright/test';
import type { Findings, LoadLine } from '../../dist/src/model/findings.js';
import { renderConsole } from '../../dist/src/report/render-console.js';
import { renderSummary } from '../../dist/src/report/render-summary.js';
import { openReport } from './open-report.js';
import { sampleFindings } from './sample-findings.js';

const sample = sampleFindings();

function firstLine(findings: Findings): string {
  return renderSummary(findings).split('\n')[0] ?? '';
}

const NOT_MEASURED: LoadLine = {
  ...sample.loadLine,
  status: 'not-measured',
  caveats: ['Only one load has turns that count.'],
  value: null,
  ci95: null,
  steps: [],
};

interface Variant {
  readonly name: string;
  readonly findings: Findings;
  readonly first: RegExp;
  readonly page: readonly RegExp[];
}

const VARIANTS: readonly Variant[] = [
  {
    name: 'pass',
    findings: sample,
    first: /^\*\*Pass\*\*: All 3 budgets were kept\.$/,
    page: [/The measurement is valid\./, /The backend saturated at 8 conversations at once/],
  },
  {
    name: 'fail',
    findings: {
      ...sample,
      verdict: {
        status: 'fail',
        reasons: ['Not kept: share of good turns at recovery is at least 90 % (it is 0.5).'],
      },
      budgets: sample.budgets.map((budget, index) =>
        index === 1 ? { ...budget, status: 'fail', actual: 0.5 } : budget,
      ),
    },
    first: /^\*\*Fail\*\*: Not kept: share of good turns at recovery/,
    page: [/✕ broken/, /50\s%/],
  },
  {
    name: 'degraded',
    findings: {
      ...sample,
      verdict: {
        status: 'pass',
        reasons: ['All 3 budgets were kept.', 'The measurement is degraded: read the figures with care.'],
      },
      instrument: {
        ...sample.instrument,
        validity: 'degraded',
        reasons: ['peak: the machine was fully busy for 40 % of the time.'],
      },
    },
    first:
      /^\*\*Pass \(degraded\)\*\*: All 3 budgets were kept\. The measurement is degraded\. In peak: the machine was fully busy/,
    page: [/The measurement is degraded\. In peak: the machine was fully busy for 40\s% of the time\./],
  },
  {
    name: 'invalid',
    findings: {
      ...sample,
      verdict: {
        status: 'invalid',
        reasons: ['The measurement cannot be believed.', 'peak: the control is off by 140 ms (p95).'],
      },
      instrument: {
        ...sample.instrument,
        validity: 'invalid',
        reasons: ['peak: the control is off by 140 ms (p95).'],
      },
    },
    first:
      /^\*\*Invalid\*\*: the measurement cannot be believed\. In peak: the control is off by 140 ms \(p95\)\.$/,
    page: [/Invalid/, /not judged/],
  },
  {
    name: 'interrupted',
    findings: { ...sample, run: { ...sample.run, interrupted: true, durationMs: 43_000 } },
    first: /^The run was interrupted after 43 s: .* \*\*Pass\*\*/,
    page: [/The run was interrupted after 43\ss/],
  },
  {
    name: 'not measured',
    findings: {
      ...sample,
      phases: [],
      budgets: [],
      loadLine: NOT_MEASURED,
      wireLoadLine: NOT_MEASURED,
      firstToGive: { status: 'unknown', caveats: [], apart: null },
      saturation: {
        status: 'not-measured',
        caveats: ['This run had no crowd.'],
        atMs: null,
        atLoad: null,
        atPerSecond: null,
        ceilingPerSecond: null,
        slots: null,
        slotsByPlateau: null,
        slotsByLittlesLaw: null,
        survivedMs: null,
        firstFailure: null,
        recoveredMs: null,
        recovered: null,
      },
      correlations: { status: 'not-measured', caveats: [], pairs: [] },
      turns: [],
      marks: [],
      seconds: [],
      verdict: { status: 'fail', reasons: ['No person made a turn that counts.'] },
    },
    first: /^\*\*Fail\*\*: No person made a turn that counts\.$/,
    page: [
      /The load line was not measured\. Only one load has turns that count\./,
      /Saturation was not measured\. This run had no crowd\./,
    ],
  },
];

for (const { name, findings, first, page: expected } of VARIANTS) {
  test(`renders a run that is: ${name}`, async ({ browser }) => {
    expect(firstLine(findings)).toMatch(first);
    const { page, complaints, requests, close } = await openReport(browser, findings);
    for (const text of expected) await expect(page.locator('main')).toContainText(text);
    for (const title of ['Budgets', 'Phases', 'Timeline', 'Where the wait went', 'What the numbers mean']) {
      await expect(page.getByRole('heading', { name: title, exact: true })).toBeVisible();
    }
    expect(complaints).toEqual([]);
    expect(requests).toEqual([]);
    await close();
  });
}

test('says first that a run was interrupted', async ({ browser }) => {
  const { page, close } = await openReport(browser, { ...sample, run: { ...sample.run, interrupted: true } });
  const texts = await page.locator('header > *').allTextContents();
  expect(texts.findIndex((text) => text.startsWith('The run was interrupted'))).toBeLessThan(
    texts.findIndex((text) => text.includes('Pass')),
  );
  await close();
});

test('leaves out the lanes of a crowd that was not there', async ({ browser }) => {
  const seconds = sample.seconds.map((second) => ({
    ...second,
    inFlight: null,
    startsPerSecond: null,
    completionsPerSecond: null,
    eventsPerSecond: null,
    wireTtftMs: null,
    gapP50Ms: null,
    gapP95Ms: null,
    loopLagMaxMs: null,
  }));
  const { page, complaints, close } = await openReport(browser, { ...sample, seconds });
  await expect(page.locator('#chart-timeline svg')).toContainText('People: perceived TTFT, s');
  await expect(page.locator('#chart-timeline svg')).not.toContainText('Crowd');
  expect(complaints).toEqual([]);
  await close();
});

test('summary keeps its tables whole whatever a name holds', () => {
  const name = 'a | b\n`c` <b>d</b> [e](f) *g*';
  const summary = renderSummary({
    ...sample,
    phases: sample.phases.map((phase, index) => (index === 1 ? { ...phase, name } : phase)),
  });
  const row = summary.split('\n').find((line) => line.startsWith('| a \\| b')) ?? '';
  expect(row).toContain('a \\| b \\`c\\` &lt;b&gt;d&lt;/b&gt; \\[e\\](f) \\*g\\*');
  expect(row.match(/(?<!\\)\|/g)).toHaveLength(11);
  expect(summary).not.toMatch(/[\u202f\u00a0]/);
});

test('summary has the load line, the phases and the budgets', () => {
  const summary = renderSummary(sample);
  expect(summary).toContain('- People felt it at 11.6 conversations at once (95 % interval 8–18)');
  expect(summary).toMatch(/\| baseline \| 2 \| 12 \| 100 % \| 76–100 % \| 206 ms \| – \[\d\] \|/);
  expect(summary).toContain('| share of good turns at baseline ≥ 90 % | 100 % | 12 | kept |');
});

test('the terminal gets at most ten lines, and no control characters of others', () => {
  const evil: Findings = {
    ...sample,
    verdict: { status: 'fail', reasons: ['bad\u001b[2J\u0007 text\r\nnew line'] },
  };
  const plain = renderConsole(evil, { reportPath: 'reports/latest/report.html' });
  expect(plain.split('\n').length).toBeLessThanOrEqual(10);
  const cut = { ...evil, run: { ...evil.run, interrupted: true } };
  expect(renderConsole(cut, { reportPath: 'r' }).split('\n').length).toBeLessThanOrEqual(10);
  expect(plain).not.toMatch(/[^\P{Cc}\n]/u);
  expect(plain).toContain('Fail: bad');
  expect(plain).toContain('Report: reports/latest/report.html');
  expect(renderConsole(sample, { reportPath: 'r', color: true })).toContain('\u001b[32mPass');
});

test('a crowd without people: nothing is said of what nobody was there to feel, and its checks are there', async ({
  browser,
}) => {
  const checks = [
    { name: 'status is 200', passes: 120, fails: 0 },
    { name: 'says something', passes: 90, fails: 30 },
  ];
  const alone: Findings = {
    ...sample,
    run: { ...sample.run, people: [], plan: { ...sample.run.plan, people: 0 } },
    phases: sample.phases.map((phase) => ({ ...phase, load: { ...phase.load, checks } })),
    checks,
    loadLine: NOT_MEASURED,
    turns: [],
    marks: [],
  };
  const { page, complaints, close } = await openReport(browser, alone);
  await expect(page.locator('.lead')).toContainText('On the wire');
  await expect(page.locator('main')).not.toContainText(
    /People felt|load line was not measured|gave way first/,
  );
  await expect(page.locator('main')).not.toContainText(/perceived TTFT p50|Error bar of the instrument/);
  await expect(page.locator('#table-checks tbody tr').nth(1)).toContainText(
    /says something\s*90\s*30\s*75\s*%/,
  );
  for (const part of ['replay', 'attribution', 'flow', 'turns', 'correlations'])
    await expect(page.locator(`section#${part}`)).toHaveCount(0);
  expect(complaints).toEqual([]);
  const summary = renderSummary(alone);
  expect(summary).not.toMatch(/felt|How the text flowed|Error bar|gave way first/);
  expect(summary).toContain('On the wire');
  await close();
});
