import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { readLedger } from '../../dist/src/ledger/read-ledger.js';
import { findingsOf, found } from './found.js';
import { plantLedger } from './plant-ledger.js';
import { writePlanted } from './write-planted.js';

const golden = new URL('./quick-plan.golden.json', import.meta.url);

/** Last digits differ between processors; seven tell findings apart, and what is under a nanosecond is nothing. */
const round = (value: number): number => (Math.abs(value) < 1e-6 ? 0 : Number(value.toPrecision(7)));
const rounded = (findings: unknown): unknown =>
  JSON.parse(JSON.stringify(findings, (_, value) => (typeof value === 'number' ? round(value) : value)));

// To write the file anew after a deliberate change: UPDATE_GOLDEN=1 npx playwright test golden
test('the findings of one planted run stay as they are', () => {
  const actual = rounded(found({ seed: 7 }));
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(golden, `${JSON.stringify(actual, null, 1)}\n`);
  expect(actual).toEqual(JSON.parse(readFileSync(golden, 'utf8')));
});

test('a run read from files, each on its own clock, gives the same findings', async () => {
  const runDir = mkdtempSync(join(tmpdir(), 'plimsoll-planted-'));
  try {
    const run = plantLedger({ seed: 7 });
    writePlanted(runDir, run);
    const ledger = await readLedger(runDir);
    expect(ledger.caveats).toEqual([]);
    const { run: facts, ...fromFiles } = rounded(findingsOf({ plan: run.plan, ledger })) as Record<
      string,
      unknown
    >;
    const { run: _, ...fromMemory } = rounded(findingsOf(run)) as Record<string, unknown>;
    expect(fromFiles).toEqual(fromMemory);
    expect(facts).toMatchObject({
      id: 'planted-7',
      segments: [{ label: 'conductor', run: 'planted-7' }],
      startedAt: '2026-01-01T00:00:00.000Z',
    });
  } finally {
    rmSync(runDir, { recursive: true, force: true });
  }
});
