import { expect, test } from '@playwright/test';
import type { Findings } from '../../dist/src/model/findings.js';
import { openReport } from './open-report.js';
import { sampleFindings } from './sample-findings.js';

test('the backend’s own series have a lane, a table and a place in what is said of a moment', async ({
  browser,
}) => {
  const sample = sampleFindings();
  const findings: Findings = {
    ...sample,
    backend: {
      status: 'measured',
      caveats: ['1 of the 90 times that the backend was asked for its metrics failed; the first: HTTP 503.'],
      scrapes: 90,
      failed: 1,
      constant: 7,
      series: [
        {
          name: 'vllm:num_requests_waiting{model="m"}',
          values: sample.seconds.map((_, nth) => (nth % 30 === 3 ? null : nth % 11)),
        },
        { name: 'done_total/s', values: sample.seconds.map((_, nth) => 100 + nth) },
      ],
    },
    worstStreams: [
      {
        id: 'crowd-7-1',
        phase: sample.phases[1]!.name,
        outcome: 'ok',
        scheduledMs: 20_000,
        wireTtftMs: 4_321,
        traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
      },
      {
        id: 'crowd-8-1',
        phase: sample.phases[1]!.name,
        outcome: 'http_5xx',
        scheduledMs: 21_000,
        wireTtftMs: null,
      },
    ],
  };
  const without = await openReport(browser, sample);
  const lanesBefore = await without.page.locator('#chart-timeline svg text').allTextContents();
  await without.close();
  const { page, complaints, close } = await openReport(browser, findings);
  const texts = await page.locator('#chart-timeline svg text').allTextContents();
  expect(lanesBefore.some((text) => text.startsWith('Backend'))).toBe(false);
  expect(texts.some((text) => text.startsWith('Backend'))).toBe(true);
  await expect(page.locator('#table-backend')).toContainText('vllm:num_requests_waiting{model="m"}');
  await expect(page.locator('#table-backend')).toContainText('7 more never changed');
  await expect(page.locator('#timeline')).toContainText('HTTP 503');
  await expect(page.locator('#table-streams')).toContainText('4bf92f3577b34da6a3ce929d0e0e4736');
  await expect(page.locator('#table-streams')).toContainText('http 5xx');
  expect(complaints).toEqual([]);
  await close();
});
