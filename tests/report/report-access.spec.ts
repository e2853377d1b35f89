import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import type { Findings } from '../../dist/src/model/findings.js';
import { openReport } from './open-report.js';
import { sampleFindings } from './sample-findings.js';

/** Every part and every kind of cell; rows that only repeat others cost the checker a second each ten. */
function small(): Findings {
  const sample = sampleFindings();
  return {
    ...sample,
    phases: sample.phases.filter(({ kind }) => kind === 'baseline' || kind === 'peak'),
    seconds: sample.seconds.slice(60, 66),
    marks: sample.marks.slice(-16, -8),
    turns: sample.turns.slice(-4, -1),
  };
}

for (const scheme of ['light', 'dark'] as const) {
  test(`nothing for axe to find, ${scheme}`, async ({ browser }) => {
    const { page, close } = await openReport(browser, small(), { scheme });
    await page.locator('details').evaluateAll((all) => {
      for (const details of all) (details as HTMLDetailsElement).open = true;
    });
    const axe = new AxeBuilder({ page }).exclude('.chart > *').options({ resultTypes: ['violations'] });
    // Colours are all that the two differ in.
    const { violations } = await (scheme === 'dark' ? axe.withRules(['color-contrast']) : axe).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    await close();
  });
}

test('the keyboard reaches every control', async ({ browser }) => {
  const { page, close } = await openReport(browser, sampleFindings());
  const controls = await page
    .locator('button:visible, select:visible, input:visible, summary:visible, .answer, nav a')
    .evaluateAll(
      (all) => all.map((control, index) => control.setAttribute('data-control', String(index))).length,
    );
  const reached = new Set<string>();
  const stops = await page.locator('a[href], button, select, input, summary, [tabindex="0"]').count();
  for (let stop = 0; stop < stops; stop++) {
    await page.keyboard.press('Tab');
    const control = await page.evaluate(() => {
      const { activeElement } = document;
      // What has the focus must show it.
      const { outlineStyle } = getComputedStyle(activeElement ?? document.body);
      return { name: activeElement?.getAttribute('data-control') ?? null, outlineStyle };
    });
    if (control.name !== null) {
      reached.add(control.name);
      expect(control.outlineStyle, control.name).not.toBe('none');
    }
    if (reached.size === controls) break;
  }
  expect(reached.size).toBe(controls);
  await close();
});

test('the slider of moments tells what was going on, without a pointer', async ({ browser }) => {
  const { page, close } = await openReport(browser, sampleFindings());
  const slider = page.getByRole('slider', { name: 'Moment' });
  await slider.focus();
  await slider.fill('70');
  await expect(slider).toHaveAttribute('aria-valuetext', /^1:11\s+peak streams in flight 16 /);
  await expect(page.locator('#chart-timeline .tip')).toContainText('peak');
  await close();
});
