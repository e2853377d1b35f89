import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { resolvePlan } from '../../dist/src/config/resolve-plan.js';
import { parseFindings } from '../../dist/src/findings/findings-schema.js';
import { renderSummary } from '../../dist/src/report/render-summary.js';
import { openReport } from './open-report.js';

const read = (name: string): Buffer =>
  readFileSync(fileURLToPath(new URL(`../../reports/sample/${name}`, import.meta.url)));
const sample = () => parseFindings(JSON.parse(read('findings.json').toString()));

// Where one of these fails because the product has changed: `npm run sample`, on a machine with nothing else to do.
test.describe('the committed sample', () => {
  test('is of the quick run as it is planned today', () => {
    const { run, phases, budgets } = sample();
    const plan = resolvePlan({ config: { profile: 'quick' }, env: {} });
    expect(run.plan.profile).toBe('quick');
    expect(run.plan.stages).toEqual(JSON.parse(JSON.stringify(plan.stages)));
    expect(phases.map(({ name, kind }) => [name, kind])).toEqual(
      plan.stages.map(({ name, kind }) => [name, kind]),
    );
    expect(budgets).toHaveLength(plan.budgets.length);
  });

  test('shows what a run is to find: a line, saturation, recovery, and a measurement that can be believed', () => {
    const { verdict, loadLine, wireLoadLine, saturation, instrument, phases, run } = sample();
    expect(verdict.status).toBe('pass');
    expect([loadLine.status, wireLoadLine.status]).toEqual(['found', 'found']);
    expect(saturation).toMatchObject({ status: 'reached', slots: 4, recovered: true });
    expect(instrument.validity).toBe('valid');
    expect(phases.filter(({ experience }) => experience.turns === 0)).toEqual([]);
    expect(run.interrupted).toBe(false);
  });

  test('its summary is what its findings give today', () => {
    expect(renderSummary(sample())).toBe(read('summary.md').toString());
  });

  test('its findings make a report that draws', async ({ browser }) => {
    const { page, complaints, close } = await openReport(browser, sample());
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Pass');
    expect(complaints).toEqual([]);
    await close();
  });

  for (const name of ['report.png', 'report-dark.png']) {
    test(`${name} is a picture of a desktop's width`, () => {
      const picture = read(name);
      expect(picture.subarray(1, 4).toString()).toBe('PNG');
      expect([picture.readUInt32BE(16), picture.readUInt32BE(20)]).toEqual([1280, 1500]);
      expect(picture.length).toBeLessThan(400_000);
    });
  }
});
