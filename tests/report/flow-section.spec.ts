import { expect, test } from '@playwright/test';
import type { Findings } from '../../dist/src/model/findings.js';
import { cutOffSentence } from '../../dist/src/report/cut-off-sentence.js';
import { plainSpaces } from '../../dist/src/report/format.js';
import { renderConsole } from '../../dist/src/report/render-console.js';
import { renderSummary } from '../../dist/src/report/render-summary.js';
import { distribution } from '../../dist/src/stats/distribution.js';
import { openReport } from './open-report.js';
import { sampleFindings } from './sample-findings.js';

const sample = sampleFindings();

test('says how the text flowed, whose stalls there were, and whether the work grows', async ({ browser }) => {
  const { page, complaints, close } = await openReport(browser, sample);
  const section = page.locator('#flow');
  const peak = section.locator('#table-flow tbody tr', { hasText: 'peak' });
  await expect(peak).toContainText('1 upstream, 1 page');
  await expect(peak).toContainText('poor, 12 characters');
  await expect(peak).toContainText(/wire\s0\.9\d/);
  await expect(peak).toContainText(/longest\s1\.2\ss/);
  await expect(section).toContainText(/app\.js renderMarkdown \(1 stall, 1\.2\ss\)/);
  await expect(section).toContainText('The page re-renders everything');
  await expect(section).toContainText('does not grow with the conversation');
  await expect(section).toContainText(/network log for 61, the page itself for 2/);
  await expect(section.locator('#table-devices tbody tr')).toHaveCount(4);
  await expect(page.locator('#instrument')).toContainText('1 turn: the page was hidden during the turn');
  await expect(page.locator('#term-render-lag')).toContainText(
    /Good up to 100\sms, poor over 500\sms \(a proposal/,
  );
  expect(complaints).toEqual([]);
  await close();
});

test('smoothness is never shown without render lag beside it', async ({ browser }) => {
  const { page, close } = await openReport(browser, sample);
  const smooth = /^(stalls|≥ 1 s|fluidity|dumps|reader waited|flow QoE.*)$/;
  for (const table of await page.locator('table').all()) {
    const heads = await table.locator('thead tr:last-child th').allTextContents();
    const rows = await table.locator('tbody tr > :first-child').allTextContents();
    const words = [...heads, ...rows];
    if (words.some((word) => smooth.test(word)))
      expect(words.some((word) => word.startsWith('render lag'))).toBe(true);
  }
  for (const turn of await page.locator('.turn h4').allTextContents()) expect(turn).toContain('render lag');
  const summary = renderSummary(sample).split('\n');
  for (const line of summary.filter((head) => /\| (fluidity|stalls|flow QoE p50) \|/.test(head)))
    expect(line).toContain('render lag');
  await close();
});

test('what is not known has no figure, and what nobody has is not mentioned', async ({ browser }) => {
  const { devices: _, ...rest } = sample;
  const empty = distribution([]);
  const findings: Findings = {
    ...rest,
    instrument: { ...sample.instrument, unmeasured: [], wireSources: { page: 0, netlog: 0, none: 63 } },
    costGrowth: {
      status: 'not-measured',
      caveats: [],
      withinAnswer: {
        ...sample.costGrowth.withinAnswer,
        status: 'not-measured',
        sentence: 'Not enough to tell whether the cost per character grows within an answer.',
      },
      overConversation: {
        ...sample.costGrowth.overConversation,
        status: 'not-measured',
        sentence: 'Unsaid.',
      },
    },
    phases: sample.phases.map((phase) => ({
      ...phase,
      experience: {
        ...phase.experience,
        flowQoe: empty,
        fluidity: empty,
        renderLag: { firstMs: empty, p50Ms: empty, p95Ms: empty, maxMs: empty, lastMs: empty },
      },
    })),
  };
  const { page, close } = await openReport(browser, findings);
  const cells = page.locator('#table-flow tbody tr').first().locator('td > span:first-child');
  // Micro stalls, stalls, fluidity: of no answer "0 stalls" would be praise.
  for (const at of [2, 3, 4, 7]) await expect(cells.nth(at)).toHaveText('–');
  await expect(page.locator('#table-devices')).toHaveCount(0);
  await expect(page.locator('#flow')).toContainText('nowhere for 63');
  await expect(page.locator('#flow')).not.toContainText('Unsaid');
  const terminal = renderConsole(findings, { reportPath: 'r' });
  expect(terminal).toContain('How the text flowed was not measured');
  expect(terminal).not.toContain('Not enough');
  await close();
});

test('summary and terminal say it too', () => {
  const summary = renderSummary(sample);
  expect(summary).toMatch(/\| peak \|.*\| 2 \(1 upstream, 1 page\) \| 0\.\d\d \(wire 0\.\d\d\) \|/);
  expect(summary).toContain(
    '- The page re-renders everything: each 1,000 characters of an answer add 310 ms',
  );
  expect(summary).toMatch(/\| mid-range phone \| peak \| 9 \| 0 % \|/);
  const terminal = renderConsole(sample, { reportPath: 'r' });
  expect(terminal).toMatch(
    /Text: in baseline 0 stalls, fluidity 0\.\d\d, render lag p95 \d+ ms; in peak 2 stalls \(1 up/,
  );
  expect(terminal).toContain('The page re-renders everything');
});

test('cut-offs are told with who says so', () => {
  for (const [names, text] of [
    ['ackMs', 'Good up to 200 ms, poor over 500 ms (the bounds of Interaction to Next Paint (INP)).'],
    ['flowQoe', 'Good from 0.95, poor under 0.80 (a proposal with no user study behind it).'],
    ['followShare', 'Good from 95 % (a proposal with no user study behind it).'],
    ['freezes', 'Good: no freezes, poor: any (a proposal with no user study behind it).'],
  ] as const) {
    expect(plainSpaces(cutOffSentence(names))).toBe(text);
  }
});
