import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { parseFindings } from '../../dist/src/findings/findings-schema.js';
import type { Second } from '../../dist/src/model/findings.js';
import { chartDataOf } from '../../dist/src/report/chart-data-of.js';
import { packChartData, unpackChartData } from '../../dist/src/report/chart-json.js';
import { CSV_TABLES } from '../../dist/src/report/csv.js';
import { packRows, unpackRows } from '../../dist/src/report/packed-rows.js';
import { thinSeconds } from '../../dist/src/report/thin-seconds.js';
import { openReport } from './open-report.js';
import { sampleFindings } from './sample-findings.js';

test('the report gives its data back: the findings as they are, the tables as CSV', async ({ browser }) => {
  const sample = sampleFindings();
  const { page, complaints, close } = await openReport(browser, sample);
  const save = async (name: string): Promise<string> => {
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name }).click();
    const download = await saved;
    expect(download.suggestedFilename()).toBe(`${sample.run.id}-${name}`);
    return readFileSync(await download.path(), 'utf8');
  };
  expect(parseFindings(JSON.parse(await save('findings.json')))).toEqual(JSON.parse(JSON.stringify(sample)));
  const turns = (await save('turns.csv')).trimEnd().split('\r\n');
  expect(turns).toHaveLength(sample.marks.length + 1);
  expect(turns[0]).toContain('submittedMs');
  expect((await save('seconds.csv')).trimEnd().split('\r\n')).toHaveLength(sample.seconds.length + 1);
  expect(complaints).toEqual([]);
  await close();
});

test('a field that is missing is empty, one with commas is quoted, none becomes a formula', () => {
  const sample = sampleFindings();
  const [mark] = sample.marks;
  const marks = [{ ...mark!, person: '=HYPERLINK("x"),y', perceivedTtftMs: null, stalls: [] }];
  const [head = '', row = ''] = CSV_TABLES['turns.csv']({ ...sample, marks }).split('\r\n');
  expect(row).toContain(`,"'=HYPERLINK(""x""),y",`);
  const place = head.split(',').indexOf('perceivedTtftMs');
  expect(row.replace(/"[^"]*(""[^"]*)*"/, 'person').split(',')[place]).toBe('');
});

test('what is packed column by column comes back as it was', () => {
  const value = fc.oneof(fc.double({ noNaN: true }), fc.constant(null));
  const row = fc.record({ a: value, b: fc.option(fc.string()), c: fc.boolean() });
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      const there = JSON.stringify(packRows(rows, ['a', 'b', 'c']));
      expect(unpackRows(JSON.parse(there))).toEqual(JSON.parse(JSON.stringify(rows)));
    }),
  );
});

test('charts get what was measured, to a thousandth', () => {
  const data = chartDataOf(sampleFindings());
  const { seconds, marks } = unpackChartData(packChartData(data));
  expect(seconds).toHaveLength(data.seconds.length);
  for (const [index, mark] of marks.entries()) {
    const { person, phase, submittedMs, outcome, good, stalls } = data.marks[index]!;
    expect(mark).toMatchObject({ person, phase, outcome, good });
    expect(Math.abs(mark.submittedMs - submittedMs)).toBeLessThanOrEqual(0.5);
    expect(mark.stalls).toHaveLength(stalls.length);
    for (const [nth, stall] of mark.stalls.entries())
      expect(Math.abs(stall.fromMs - stalls[nth]!.fromMs)).toBeLessThanOrEqual(0.5);
  }
});

test('thinning loses no extreme, whatever the values', () => {
  const [like] = sampleFindings().seconds;
  const values = fc.array(fc.option(fc.integer({ min: 0, max: 1000 })), { minLength: 1, maxLength: 400 });
  fc.assert(
    fc.property(values, fc.integer({ min: 2, max: 50 }), (inFlight, most) => {
      const seconds = inFlight.map(
        (value, index): Second => ({ ...like!, atMs: index * 1000, inFlight: value }),
      );
      const thinned = thinSeconds(seconds, most);
      const known = (rows: readonly Second[]): number[] => rows.flatMap((second) => second.inFlight ?? []);
      expect(Math.max(-1, ...known(thinned))).toBe(Math.max(-1, ...known(seconds)));
      expect(Math.min(2000, ...known(thinned))).toBe(Math.min(2000, ...known(seconds)));
      const times = thinned.map(({ atMs }) => atMs);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(thinned.length).toBeLessThanOrEqual(Math.max(most + 2, Math.min(seconds.length, 2 * most)));
    }),
  );
});
