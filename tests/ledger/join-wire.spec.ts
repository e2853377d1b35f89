import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { readLedger } from '../../dist/src/ledger/read-ledger.js';
import type { LedgerRecord, TurnRecord, TurnWireRecord } from '../../dist/src/model/records.js';

let runDir: string;
test.beforeEach(() => {
  runDir = mkdtempSync(join(tmpdir(), 'plimsoll-ledger-'));
});
test.afterEach(() => rmSync(runDir, { recursive: true, force: true }));

const turn = (over: Partial<TurnRecord> = {}): TurnRecord => ({
  type: 'turn',
  id: 't1',
  person: 'person-1',
  journey: 'ask',
  ordinal: 1,
  outcome: 'answered',
  stamps: {
    submittedMs: 1_000,
    requestSentMs: 1_004,
    connectedMs: 1_005,
    responseStartedMs: 1_006,
    firstWireTextMs: 1_070,
    firstAnswerPaintMs: 1_080,
  },
  paints: [[1_080, 9]],
  wire: [[1_070, 9]],
  wireSource: 'page',
  wireProvisional: true,
  longFrames: [],
  layoutShift: 0,
  retractedChars: 0,
  promptChars: 4,
  answerChars: 9,
  probeCostMs: 1,
  ...over,
});

const wire = (over: Partial<TurnWireRecord> = {}): TurnWireRecord => ({
  type: 'turn-wire',
  turn: 't1',
  person: 'person-1',
  requestSentMs: 1_004,
  connectedMs: 1_005,
  responseStartedMs: 1_006,
  firstWireTextMs: 1_010,
  wire: [
    [1_010, 4],
    [1_020, 9],
  ],
  wireSource: 'netlog',
  ...over,
});

/** A person's file whose base is 500 ms before the run's zero. */
async function read(...records: readonly LedgerRecord[]) {
  const header = {
    type: 'header',
    schema: 'plimsoll.ledger/1',
    run: 'r1',
    role: 'person',
    process: 'person-1',
    pid: 1,
    baseNs: '5000000000',
    clockOffsetMs: 0,
    clockErrorMs: 0,
    baseAt: 1_700_000_000_000,
  };
  const lines = [header, { type: 'zero', atMs: 500 }, ...records].map((line) => JSON.stringify(line));
  mkdirSync(join(runDir, 'ledger'));
  writeFileSync(join(runDir, 'ledger', 'person-1.jsonl'), `${lines.join('\n')}\n`);
  return readLedger(runDir);
}

for (const order of ['behind', 'before'] as const) {
  test(`the log's times replace the page's, written ${order} their turn`, async () => {
    const records = order === 'behind' ? [turn(), wire()] : [wire(), turn()];
    const { turns, caveats } = await read(...records);
    expect(turns).toHaveLength(1);
    expect(turns[0]).toMatchObject({
      stamps: {
        submittedMs: 500,
        requestSentMs: 504,
        connectedMs: 505,
        responseStartedMs: 506,
        firstWireTextMs: 510,
        firstAnswerPaintMs: 580,
      },
      wire: [
        [510, 4],
        [520, 9],
      ],
      wireSource: 'netlog',
    });
    expect(turns[0]).not.toHaveProperty('wireProvisional');
    expect(caveats).toEqual([]);
  });
}

test('what the log does not have is missing then too', async () => {
  const { turns } = await read(turn(), wire({ requestSentMs: undefined, connectedMs: undefined }));
  expect(turns[0]!.stamps.requestSentMs).toBeUndefined();
  expect(turns[0]!.stamps.connectedMs).toBeUndefined();
});

test('the last word of the log on a turn counts', async () => {
  const { turns } = await read(turn(), wire({ wire: [[1_030, 9]] }), wire());
  expect(turns[0]!.wire).toHaveLength(2);
});

test('times that came without their turn are left out, and it is said', async () => {
  const { turns, caveats } = await read(turn({ id: 't2', wireSource: 'none', wire: [] }), wire());
  expect(turns.map(({ id, wireSource }) => [id, wireSource])).toEqual([['t2', 'none']]);
  expect(caveats).toEqual(["The network log's times of 1 turn(s) came without their turn and are left out."]);
});

test("turns that keep the page's times are counted by why", async () => {
  const why = 'the network log has several requests like it';
  const { turns, caveats } = await read(
    turn(),
    wire({ wire: [], wireSource: 'page', why, firstWireTextMs: undefined }),
    turn({ id: 't2' }),
    turn({ id: 't3', wireProvisional: undefined }),
    turn({ id: 't4', wireProvisional: undefined }),
    turn({ id: 't5', wireSource: 'none', wire: [], wireProvisional: undefined }),
  );
  expect(turns[0]).toMatchObject({ wireSource: 'page', wire: [[570, 9]] });
  expect(turns[0]).not.toHaveProperty('wireProvisional');
  expect(turns[1]).toMatchObject({ wireSource: 'page', wireProvisional: true });
  const start = "turn(s) are the page's own, which are late while the page is busy";
  expect(caveats).toEqual([
    `The wire's times of 1 of 5 ${start}: ${why}.`,
    `The wire's times of 1 of 5 ${start}: the network log was not read as far as the turn.`,
    `The wire's times of 2 of 5 ${start}: there was no network log.`,
  ]);
});
