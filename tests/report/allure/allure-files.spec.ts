import { expect, test } from '@playwright/test';
import type { Findings, Phase } from '../../../dist/src/model/findings.js';
import { allureFiles } from '../../../dist/src/report/allure/allure-files.js';
import type { AllureResult, AllureStep } from '../../../dist/src/report/allure/allure-result.js';
import { type ChartDrawer, chartDrawer } from '../../../dist/src/report/allure/chart-drawer.js';
import { sampleFindings } from '../sample-findings.js';

const PLACE = '<div class="chart" id="chart-dose-response" role="img" style="height:566px"></div>';
const REPORTS = {
  html: `<!doctype html><title>report</title>${PLACE}<p>end</p><script>'<b>'</script>`,
  summary: '# summary',
};

/** What draws takes seconds; where pictures are not what is asked about, it draws nothing. */
const NOTHING: ChartDrawer = { svgCharts: () => [], svgTimeline: () => null };

const filesOf = (findings: Findings, drawer = NOTHING): ReadonlyMap<string, string> =>
  allureFiles(findings, REPORTS, drawer);

async function resultsOf(findings: Findings, drawer = NOTHING): Promise<AllureResult[]> {
  return resultsIn(filesOf(findings, drawer));
}

const resultsIn = (files: ReadonlyMap<string, string>): AllureResult[] =>
  [...files]
    .filter(([name]) => name.endsWith('-result.json'))
    .map(([, text]) => JSON.parse(text) as AllureResult);

async function phaseResultOf(findings: Findings, name: string): Promise<AllureResult> {
  const results = await resultsOf(findings);
  return results.find(({ labels }) =>
    labels.some((label) => label.name === 'phase' && label.value === name),
  )!;
}

const withPhase = (name: string, change: (phase: Phase) => Phase): Findings => {
  const findings = sampleFindings();
  return {
    ...findings,
    phases: findings.phases.map((phase) => (phase.name === name ? change(phase) : phase)),
  };
};

const allSteps = ({ steps }: Pick<AllureStep, 'steps'>): AllureStep[] =>
  steps.flatMap((step) => [step, ...allSteps(step)]);

test('there is one result a phase and one of the run, and every turn is a step of exactly one', async () => {
  const findings = sampleFindings();
  const results = await resultsOf(findings);
  expect(results.flatMap(({ labels }) => labels.filter(({ name }) => name === 'phase'))).toHaveLength(
    findings.phases.length,
  );
  expect(results).toHaveLength(findings.phases.length + 1);
  const turns = results
    .flatMap(allSteps)
    .flatMap(({ parameters }) => parameters.filter(({ name }) => name === 'turn'));
  expect(turns.map(({ value }) => value).sort()).toEqual(findings.marks.map(({ id }) => id).sort());
});

test('a turn between two phases is told of the run', async () => {
  const findings = sampleFindings();
  const between = findings.marks.filter(({ phase }) => phase === null).map(({ id }) => id);
  expect(between.length).toBeGreaterThan(0);
  const run = (await resultsOf(findings)).find(({ name }) => name === 'the run as a whole')!;
  expect(run.steps.at(-1)!.steps.map(({ parameters }) => parameters[0]!.value)).toEqual(between);
});

test('the same results are known again in the next run, and are others than those of another profile', async () => {
  const findings = sampleFindings();
  const next = {
    ...findings,
    run: { ...findings.run, id: 'another', startedAt: '2026-01-02T10:15:00.000Z' },
  };
  const other = { ...findings, run: { ...findings.run, plan: { ...findings.run.plan, profile: 'nightly' } } };
  const ids = async (of: Findings, key: 'historyId' | 'uuid') =>
    (await resultsOf(of)).map((result) => result[key]).sort();
  expect(await ids(next, 'historyId')).toEqual(await ids(findings, 'historyId'));
  const both = new Set([...(await ids(findings, 'uuid')), ...(await ids(next, 'uuid'))]);
  expect(both.size).toBe(2 * (findings.phases.length + 1));
  const histories = new Set([...(await ids(findings, 'historyId')), ...(await ids(other, 'historyId'))]);
  expect(histories.size).toBe(2 * (findings.phases.length + 1));
});

test('no measured value forms a history: every parameter is excluded', async () => {
  const results = await resultsOf(sampleFindings());
  const parameters = results
    .flatMap((result) => [result, ...allSteps(result)])
    .flatMap((each) => each.parameters);
  expect(parameters.length).toBeGreaterThan(100);
  expect(parameters.filter(({ excluded }) => excluded !== true)).toEqual([]);
});

test('a step says of a turn what was measured, and how it counts', async () => {
  const findings = sampleFindings();
  const mark = findings.marks.find(({ phase }) => phase === 'baseline')!;
  const stepOf = async (change: Partial<typeof mark>): Promise<AllureStep> => {
    const marks = [{ ...mark, ...change }];
    return (await phaseResultOf({ ...findings, marks }, 'baseline')).steps.at(-1)!;
  };
  const start = Date.parse(findings.run.startedAt!) + mark.submittedMs;
  const answered = await stepOf({ perceivedTtftMs: 812.4, settledMs: 2500, good: true, outcome: 'answered' });
  expect(answered).toMatchObject({
    status: 'passed',
    start: Math.round(start),
    stop: Math.round(start + 2500),
  });
  expect(answered.name).toContain(`${mark.person}: answered, first text after 812 ms`);
  expect(answered.parameters).toContainEqual({ name: 'perceivedTtftMs', value: '812 ms', excluded: true });

  const cases = [
    [{ outcome: 'answered', perceivedTtftMs: 1600, good: false }, 'failed', /longer than 1\.5 s/],
    [{ outcome: 'answered', perceivedTtftMs: 200, good: false }, 'failed', /did not flow/],
    [{ outcome: 'timed_out', perceivedTtftMs: null, good: false }, 'failed', /was not answered: timed out/],
    [
      { outcome: 'error_shown', perceivedTtftMs: null, good: false },
      'failed',
      /was not answered: error shown/,
    ],
    [{ outcome: 'aborted', perceivedTtftMs: null, good: false }, 'skipped', undefined],
    [{ outcome: 'unmeasured', perceivedTtftMs: null, good: false }, 'skipped', undefined],
  ] as const;
  for (const [change, status, message] of cases) {
    const step = await stepOf(change);
    expect(step.status, change.outcome).toBe(status);
    if (message === undefined) expect(step.statusDetails).toBeUndefined();
    else expect(step.statusDetails?.message).toMatch(message);
    if (change.perceivedTtftMs === null)
      expect(step.parameters.map(({ name }) => name)).not.toContain('perceivedTtftMs');
  }
});

test('a phase is broken where its measurement is invalid, skipped where nothing was measured, failed by its budget', async () => {
  const findings = sampleFindings();
  expect((await phaseResultOf(findings, 'baseline')).status).toBe('passed');
  // Turns that were not good under the load of the peak are steps that failed, and no more than that.
  const peak = await phaseResultOf(findings, 'peak');
  expect(peak.status).toBe('passed');
  expect(peak.steps.map(({ status }) => status)).toContain('failed');

  const invalid = withPhase('peak', (phase) => ({
    ...phase,
    instrument: { ...phase.instrument, validity: 'invalid', reasons: ['peak: the host was busy.'] },
  }));
  expect(await phaseResultOf(invalid, 'peak')).toMatchObject({
    status: 'broken',
    statusDetails: { message: expect.stringContaining('the host was busy') },
  });
  const empty = withPhase('baseline', (phase) => ({
    ...phase,
    experience: { ...phase.experience, turns: 0 },
    load: { ...phase.load, wireTtftMs: { ...phase.load.wireTtftMs, n: 0 } },
  }));
  expect((await phaseResultOf(empty, 'baseline')).status).toBe('skipped');

  const budgets = findings.budgets.map((budget) =>
    budget.phase === 'baseline' ? { ...budget, status: 'fail' as const, actual: 0.5 } : budget,
  );
  const broken: Findings = { ...findings, budgets, verdict: { status: 'fail', reasons: ['Not kept: x.'] } };
  expect(await phaseResultOf(broken, 'baseline')).toMatchObject({
    status: 'failed',
    statusDetails: { message: 'share of good turns at baseline ≥ 90 %: measured 0.5' },
  });
  expect((await phaseResultOf(broken, 'recovery')).status).toBe('passed');
});

test('the run has the status of the verdict, and each budget is judged in one place', async () => {
  for (const [status, expected] of [
    ['pass', 'passed'],
    ['fail', 'failed'],
    ['invalid', 'broken'],
  ] as const) {
    const results = await resultsOf(sampleFindings({ verdict: { status, reasons: ['Not kept: x.'] } }));
    expect(results.find(({ name }) => name === 'the run as a whole')!.status).toBe(expected);
  }
  const findings = sampleFindings();
  const names = (await resultsOf(findings)).flatMap(allSteps).map(({ name }) => name);
  const judged = names.filter((name) => name.startsWith('Budget: '));
  expect(judged.sort()).toEqual(findings.budgets.map(({ sentence }) => `Budget: ${sentence}`).sort());
});

test('every attachment that is named is there, and every chart of the report is one', async () => {
  const files = filesOf(sampleFindings(), await chartDrawer());
  const globals = JSON.parse(files.get('plimsoll-globals.json')!) as {
    attachments: { name: string; source: string }[];
  };
  const results = resultsIn(files);
  const attached = [...results.flatMap((result) => [result, ...allSteps(result)]), globals].flatMap(
    ({ attachments }) => attachments as readonly { name: string; source: string }[],
  );
  for (const { source } of attached) expect([...files.keys()]).toContain(source);
  const run = results.find(({ name }) => name === 'the run as a whole')!;
  expect(run.attachments.map(({ name }) => name)).toEqual([
    'How much load it carries',
    'Timeline',
    'Where the wait went: mean perceived TTFT, by its parts',
    'Saturation',
  ]);
  expect(globals.attachments.map(({ name }) => name)).toEqual([
    'report.html',
    'report.html, whole, to download',
    'summary.md',
  ]);
  // Where Allure shows it no script runs: a picture stands where the script would draw.
  expect(files.get('plimsoll-whole-report-attachment.html')).toBe(REPORTS.html);
  const html = files.get('plimsoll-report-attachment.html')!;
  expect(html.replace(/<img [^>]*>/g, '')).toBe(REPORTS.html.replace(/<script.*/, ''));
  expect(html.match(/<div class="chart"[^>]*><img [^>]*src="data:image\/svg\+xml;base64,/g)).toHaveLength(1);
});

test('a run without a crowd has the charts that it can have', async () => {
  const findings = sampleFindings();
  const run = (
    await resultsOf(
      {
        ...findings,
        phases: findings.phases.filter(({ kind }) => kind === 'baseline'),
        seconds: [],
        loadLine: { ...findings.loadLine, steps: [] },
        wireLoadLine: { ...findings.wireLoadLine, steps: [] },
      },
      await chartDrawer(),
    )
  ).find(({ name }) => name === 'the run as a whole')!;
  expect(run.attachments.map(({ name }) => name)).toEqual([
    'Timeline',
    'Where the wait went: mean perceived TTFT, by its parts',
  ]);
});

test('nothing that anybody asked or was answered is told to Allure', async () => {
  const findings = sampleFindings();
  const files = filesOf({
    ...findings,
    turns: findings.turns.map((turn) => ({
      ...turn,
      prompt: 'PLANTED ask',
      answer: 'PLANTED answer',
      detail: 'PLANTED',
    })),
  });
  for (const [name, text] of files) expect(text, name).not.toContain('PLANTED');
});
