import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import type { PlimsollOptions } from '../../dist/src/config/options.js';
import { profiles } from '../../dist/src/config/profiles.js';
import type { Findings } from '../../dist/src/model/findings.js';
import type { TurnRecord } from '../../dist/src/model/records.js';
import type { ApiTruth, ModelTruth } from '../../dist/src/model/truth.js';
import { structureOf } from '../report/structure-of.js';
import { lineByLog, stepOf, stepsByLog } from './line-by-log.js';
import { type StartedRun, startRun } from './start-run.js';
import { zeroOf } from './zero-of.js';

const BUDGET_MS = profiles.quick!.goodTurn!.perceivedTtftMs!;
const CRITERION = 0.9;

/** `serverMs` may be off by this, or by this share of itself, whichever is more. */
const SERVER_ERROR_MS = 20;
const SERVER_ERROR_SHARE = 0.05;

/** The quick plan on a backend of `slots`, its steps in proportion to the four that it is made for. */
function quickPlan(slots: number): PlimsollOptions {
  const factor = slots / 4;
  return {
    profile: 'quick',
    target: { demo: { slots } },
    stages: profiles.quick!.stages!.map((stage) => ({
      ...stage,
      streams: ('streams' in stage ? (stage.streams ?? 0) : 0) * factor,
    })),
  };
}

/** What only a run of its own on a quiet machine can show; measured once, looked at by several tests. */
async function finished(run: StartedRun): Promise<StartedRun> {
  const { code } = await run.ended;
  expect(code, run.output()).toBe(0);
  return run;
}

function expectLineAsLogged(run: StartedRun): number {
  const findings = run.findings();
  const steps = stepsByLog({
    findings,
    truth: run.truth<ModelTruth>('model'),
    zeroMs: zeroOf(run),
    budgetMs: BUDGET_MS,
  });
  const logged = lineByLog(steps, CRITERION);
  const { status, value } = findings.loadLine;
  expect(status).toBe('found');
  const off = Math.abs(stepOf(value!, steps) - stepOf(logged, steps));
  expect(off, `felt ${value}, by the log ${logged}; ${JSON.stringify(steps)}`).toBeLessThanOrEqual(1);
  return value!;
}

interface AllureStep {
  readonly name: string;
  readonly steps: readonly AllureStep[];
  readonly attachments: readonly { readonly name: string }[];
  readonly parameters: readonly { readonly name: string; readonly value: string }[];
}

interface AllureResult extends AllureStep {
  readonly labels: readonly { readonly name: string; readonly value: string }[];
}

/** A fixture's attachments are steps inside the step of its teardown. */
const attachmentsOf = ({ steps, attachments }: AllureStep): string[] => [
  ...attachments.map(({ name }) => name),
  ...steps.flatMap(attachmentsOf),
];

test.describe.configure({ mode: 'serial' });

let four: StartedRun;
let felt: number;

test('four slots: the felt line lies where good turns end by the log of the model server', async () => {
  four = await finished(startRun({ options: quickPlan(4) }));
  felt = expectLineAsLogged(four);
});

test('everything that a run owes is there: phases, people, a line, a measurement that can be believed', () => {
  const findings = four.findings();
  expect(findings.phases.length).toBeGreaterThanOrEqual(5);
  expect(findings.run.people.map(({ turns }) => turns > 0)).toEqual([true, true]);
  expect(findings.loadLine.status).toBe('found');
  expect(findings.instrument.validity).not.toBe('invalid');
  expect(findings.saturation).toMatchObject({ status: 'reached', slots: 4, recovered: true });
});

test('the committed sample has the structure of a run of today', () => {
  const sampleOf = (name: string): string =>
    readFileSync(fileURLToPath(new URL(`../../reports/sample/${name}`, import.meta.url)), 'utf8');
  const sample = JSON.parse(sampleOf('findings.json')) as Findings;
  const summary = readFileSync(join(four.runDir, 'summary.md'), 'utf8');
  expect(structureOf(sample, sampleOf('summary.md'))).toEqual(structureOf(four.findings(), summary));
});

test('Allure sees every person with its turns, and the verdict with the report', () => {
  const folder = join(four.runDir, 'allure-results');
  const results = readdirSync(folder)
    .filter((name) => name.endsWith('-result.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as AllureResult);
  const attached = (name: string): string[] =>
    results.filter((result) => result.name === name).flatMap(attachmentsOf);
  expect(attached('a person asks and reads').sort()).toEqual(['turns of person-1', 'turns of person-2']);
  expect(attached('the measurement can be believed')).toEqual(
    expect.arrayContaining(['report.html', 'findings.json', 'ledger.jsonl.gz']),
  );
  expect(results.map(({ name }) => name)).toContain('the run recovers after the crowd left');

  const { phases, marks } = four.findings();
  const labelsOf = ({ labels }: AllureResult, name: string): string[] =>
    labels.filter((label) => label.name === name).map(({ value }) => value);
  for (const person of ['person-1', 'person-2']) {
    const test = results.find((result) => labelsOf(result, 'person').includes(person))!;
    const through = labelsOf(test, 'phase');
    expect(through).toContain('baseline');
    expect(phases.map(({ name }) => name)).toEqual(expect.arrayContaining(through));
    const told = test.steps
      .filter(({ name }) => /^turn \d+ \(/.test(name))
      .flatMap(({ parameters }) => parameters.find(({ name }) => name === 'perceivedTtftMs')?.value ?? []);
    // With the proving turn, which the findings leave out.
    const felt = marks.filter((mark) => mark.person === person && mark.perceivedTtftMs !== null);
    expect(told.slice(-felt.length)).toEqual(felt.map(({ perceivedTtftMs }) => perceivedTtftMs!.toFixed(0)));
  }
  const ofPhases = results.filter((result) => labelsOf(result, 'feature').includes('phases'));
  expect(ofPhases.flatMap((result) => labelsOf(result, 'phase')).sort()).toEqual(
    phases.map(({ name }) => name).sort(),
  );
});

test('at peak, the server part of every turn is what the servers themselves logged', () => {
  const findings = four.findings();
  const peak = findings.phases.find(({ kind }) => kind === 'peak')!;
  const zeroMs = zeroOf(four);
  const model = new Map(four.truth<ModelTruth>('model').map((line) => [line.requestId, line]));
  const api = new Map(four.truth<ApiTruth>('api').map((line) => [line.requestId, line]));
  const zero = four.ledger('conductor').find((record) => record.type === 'zero')!;
  const base = zeroMs - zero.atMs;
  const turns = ['person-1', 'person-2']
    .flatMap((person) => four.ledger(person))
    .filter((record): record is TurnRecord => record.type === 'turn' && record.outcome === 'answered')
    .filter(({ stamps }) => {
      const atMs = stamps.submittedMs + base - zeroMs;
      return atMs >= peak.fromMs && atMs < peak.toMs;
    });
  expect(turns.length).toBeGreaterThanOrEqual(4);
  for (const { id, stamps, requestId } of turns) {
    const served = model.get(requestId!)!;
    const passed = api.get(requestId!)!;
    // Arrival at the API to the model's first token, and from there to the API's own first write: its measured hop.
    const hopMs = served.arrivedMs - passed.arrivedMs + (passed.firstWriteMs! - served.firstTokenMs!);
    const loggedMs = served.firstTokenMs! - served.arrivedMs + hopMs;
    const serverMs = stamps.firstWireTextMs! - stamps.requestSentMs!;
    const allowed = Math.max(SERVER_ERROR_MS, SERVER_ERROR_SHARE * loggedMs);
    expect(
      Math.abs(serverMs - loggedMs),
      `${id}: measured ${serverMs}, logged ${loggedMs}`,
    ).toBeLessThanOrEqual(allowed);
  }
});

test('eight slots and doubled steps carry about twice as much', async () => {
  const eight = await finished(startRun({ options: quickPlan(8) }));
  const ratio = expectLineAsLogged(eight) / felt;
  expect(ratio).toBeGreaterThanOrEqual(1.5);
  expect(ratio).toBeLessThanOrEqual(2.5);
});
