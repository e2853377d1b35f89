import { expect, test } from '@playwright/test';
import type { Findings } from '../../dist/src/model/findings.js';
import { openReport } from './open-report.js';
import { sampleFindings } from './sample-findings.js';

test('one cursor goes through all lanes and tells of all of them', async ({ browser }) => {
  const { page, close } = await openReport(browser, sampleFindings());
  const chart = page.locator('#chart-timeline');
  const places = (): Promise<string[]> =>
    chart.locator('svg path').evaluateAll((paths) =>
      paths.flatMap((path) => {
        // The cursor goes straight down.
        const drawn = /^M([\d.]+) [\d.]+L([\d.]+) [\d.]+$/.exec(path.getAttribute('d') ?? '');
        const isCursor = drawn !== null && drawn[1] === drawn[2] && path.getAttribute('stroke') === '#4a5866';
        return isCursor ? [drawn[1] ?? ''] : [];
      }),
    );
  const upright = async (): Promise<number> => (await places()).length;
  expect(await upright()).toBe(0);
  await chart.hover({ position: { x: 800, y: 500 } });
  // Six lanes, and the two strips with names above them.
  await expect.poll(upright).toBe(8);
  expect(new Set(await places()).size).toBe(1);
  const tip = page.locator('.tip');
  for (const lane of ['streams in flight', 'events/s', 'wire TTFT', 'wire gap p95', 'CPU busy', 'loop lag'])
    await expect(tip).toContainText(lane);
  await close();
});

test('marks where the backend saturated and when it was well again', async ({ browser }) => {
  const sample = sampleFindings();
  const { page, close } = await openReport(browser, sample);
  const chart = page.locator('#chart-timeline svg');
  await expect(chart).toContainText('saturated');
  await expect(chart).toContainText('recovered');
  await close();
  const saturation: Findings['saturation'] = { ...sample.saturation, status: 'not-reached', atMs: null };
  const calm = await openReport(browser, { ...sample, saturation });
  await expect(calm.page.locator('#chart-timeline svg')).not.toContainText('saturated');
  await calm.close();
});

test('a long run is drawn on a canvas, and a zoom shows its seconds again', async ({ browser }) => {
  const sample = sampleFindings();
  const seconds = Array.from({ length: 3600 }, (_, index) => ({
    ...sample.seconds[index % sample.seconds.length]!,
    atMs: index * 1000,
    inFlight: index === 1800 ? 500 : 4,
  }));
  const { page, complaints, close } = await openReport(browser, { ...sample, seconds });
  const chart = page.locator('#chart-timeline');
  await expect(chart.locator('canvas')).toBeVisible();
  const slider = page.getByRole('slider', { name: 'Moment' });
  await slider.focus();
  await slider.fill('1800');
  await expect(slider).toHaveAttribute('aria-valuetext', /streams in flight 500/);
  const button = page.getByRole('button', { name: 'peak', exact: true });
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  expect(complaints).toEqual([]);
  await close();
});
