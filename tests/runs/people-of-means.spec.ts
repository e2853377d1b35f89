import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import type { TurnRecord } from '../../dist/src/model/records.js';
import { startRun } from './start-run.js';

test('two devices; tests that are repeated: one asks, stops and begins anew, one types by itself', async () => {
  const run = startRun({
    journeys: fileURLToPath(new URL('./round-journeys', import.meta.url)),
    options: {
      profile: 'page-only',
      people: 2,
      devices: ['desktop', { name: 'narrow', cpuSlowdown: 2, viewport: { width: 400, height: 700 } }],
      interactShare: 1,
      stages: [{ kind: 'baseline', seconds: 20, minTurns: 8, maxSeconds: 40 }],
    },
  });
  await run.ended;
  expect(run.output()).toContain('devices   desktop, narrow (CPU ×2)');
  const of = (person: string) =>
    run.ledger(person).filter((record): record is TurnRecord => record.type === 'turn');
  const devices = [of('person-1'), of('person-2')].map((turns) => [
    ...new Set(turns.map(({ device }) => device)),
  ]);
  expect(devices).toEqual([['desktop'], ['narrow']]);
  const [asked, typed] = [of('person-1'), of('person-2')];
  expect(asked.filter(({ conversationTurn }) => conversationTurn === 0).length, run.output()).toBeGreaterThan(
    1,
  );
  expect(asked.flatMap(({ outcome, detail }) => (outcome === 'aborted' ? detail : []))).toContainEqual(
    expect.stringMatching(/^the person stopped the answer /),
  );
  expect(asked.flatMap(({ interactions = [] }) => interactions).length).toBeGreaterThan(0);
  expect(
    typed.filter(({ outcome, passive }) => outcome === 'answered' && passive === true).length,
  ).toBeGreaterThan(2);
  const failed = run
    .ledger('conductor')
    .flatMap((record) => (record.type === 'event' && record.kind === 'round-failed' ? record.message : []));
  expect(failed).toEqual(['person-1: round 2 failed: the second round fails by itself']);
  const findings = run.findings();
  expect(findings.devices?.map(({ device, kind }) => [device, kind])).toEqual([
    ['desktop', 'baseline'],
    ['narrow', 'baseline'],
  ]);
});
