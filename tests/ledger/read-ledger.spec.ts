import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { openLedger } from '../../dist/src/ledger/ledger-writer.js';
import { readLedger } from '../../dist/src/ledger/read-ledger.js';
import type { HeaderRecord, LedgerRecord, StreamRecord, TurnRecord } from '../../dist/src/model/records.js';

let runDir: string;
test.beforeEach(() => {
  runDir = mkdtempSync(join(tmpdir(), 'plimsoll-ledger-'));
});
test.afterEach(() => rmSync(runDir, { recursive: true, force: true }));

const header = (over: Partial<HeaderRecord> = {}): HeaderRecord => ({
  type: 'header',
  schema: 'plimsoll.ledger/1',
  run: 'r1',
  role: 'conductor',
  process: 'conductor',
  pid: 1,
  baseNs: '5000000000',
  clockOffsetMs: 0,
  clockErrorMs: 0,
  baseAt: 1_700_000_000_000,
  ...over,
});

const person = header({ role: 'person', process: 'person-1', baseNs: '6000000000' });

const turn = (over: Partial<TurnRecord> = {}): TurnRecord => ({
  type: 'turn',
  id: 't1',
  person: 'person-1',
  journey: 'ask',
  ordinal: 1,
  outcome: 'answered',
  stamps: {
    submittedMs: 1_000,
    inputDoneMs: 1_001,
    acknowledgedMs: 1_002,
    firstFeedbackMs: 1_003,
    requestSentMs: 1_004,
    connectedMs: 1_005,
    responseStartedMs: 1_006,
    firstWireTextMs: 1_007,
    firstAnswerPaintMs: 1_008,
    lastAnswerPaintMs: 1_009,
    settledMs: 1_010,
  },
  paints: [
    [1_008, 5],
    [1_009, 9],
  ],
  wire: [[1_007, 9]],
  wireSource: 'netlog',
  longFrames: [{ startMs: 1_000, durationMs: 60, blockingMs: 10 }],
  layoutShift: 0,
  retractedChars: 0,
  promptChars: 4,
  answerChars: 9,
  probeCostMs: 1,
  frameMs: 16.7,
  ...over,
});

const stream: StreamRecord = {
  type: 'stream',
  id: 's1',
  user: 0,
  outcome: 'ok',
  scheduledMs: 1_000,
  dispatchedMs: 1_001,
  sentMs: 1_002,
  headersMs: 1_003,
  firstByteMs: 1_004,
  firstEventMs: 1_005,
  firstTextMs: 1_006,
  lastTextMs: 1_007,
  terminalMs: 1_008,
  eofMs: 1_009,
  endedMs: 1_010,
  events: 3,
  bytes: 100,
  textChars: 9,
  reads: 3,
  maxGapMs: 40,
};

const others: readonly LedgerRecord[] = [
  stream,
  {
    type: 'control',
    person: 'person-1',
    atMs: 1_000,
    frameMs: 16.7,
    paintErrorMs: [3, null],
    wireErrorMs: [1, null],
  },
  {
    type: 'host',
    fromMs: 1_000,
    toMs: 2_000,
    cores: 2,
    cpuBusyShare: 0.5,
    foreignCpuShare: null,
    pressureSomeAvg10: null,
    memoryAvailableMb: 1,
    shares: {},
  },
  {
    type: 'bucket',
    fromMs: 1_000,
    durationMs: 1_000,
    offeredStreams: 1,
    starts: 1,
    completions: 1,
    failures: 0,
    cancelled: 0,
    inFlight: 1,
    streaming: 1,
    events: 3,
    textEvents: 3,
    bytes: 100,
    gapsUs: null,
    dispatchLagUs: null,
    loopLagP99Ms: 3,
    loopLagMaxMs: 4,
    cpuMs: 5,
  },
  { type: 'event', atMs: 1_000, kind: 'ready', message: 'Ready.' },
];

function write(file: string, lines: readonly (LedgerRecord | string)[], end = '\n'): void {
  mkdirSync(join(runDir, 'ledger'), { recursive: true });
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
  writeFileSync(join(runDir, 'ledger', file), text + end);
}

test('times of all processes count from the zero that the conductor wrote', async () => {
  write('conductor.jsonl', [header(), { type: 'zero', atMs: 1_500 }]);
  write('person-1.jsonl', [person, turn(), ...others]);
  const ledger = await readLedger(runDir);
  // Its base is 1 s after the conductor's, its zero 1.5 s after that: what it calls 1,000 is 500.
  const shift = -500;
  expect(ledger.zeroKnown).toBe(true);
  expect(ledger.zeroAt).toBe(1_700_000_001_500);
  const read = ledger.turns[0]!;
  for (const [name, ms] of Object.entries(turn().stamps))
    expect(read.stamps).toHaveProperty(name, ms + shift);
  expect(read.paints).toEqual([
    [508, 5],
    [509, 9],
  ]);
  expect(read.wire).toEqual([[507, 9]]);
  expect(read.longFrames).toEqual([{ startMs: 500, durationMs: 60, blockingMs: 10 }]);
  expect([read.probeCostMs, read.frameMs]).toEqual([1, 16.7]);
  const points = Object.entries(stream).filter(([name]) => name.endsWith('Ms') && name !== 'maxGapMs');
  expect(points).toHaveLength(11);
  for (const [name, ms] of points) expect(ledger.streams[0]).toHaveProperty(name, (ms as number) + shift);
  expect(ledger.streams[0]!.maxGapMs).toBe(40);
  expect(ledger.controls[0]).toMatchObject({ atMs: 500, frameMs: 16.7, paintErrorMs: [3, null] });
  expect(ledger.hosts[0]).toMatchObject({ fromMs: 500, toMs: 1_500 });
  expect(ledger.buckets[0]).toMatchObject({
    fromMs: 500,
    durationMs: 1_000,
    loopLagP99Ms: 3,
    loopLagMaxMs: 4,
    cpuMs: 5,
  });
  expect(ledger.events[0]).toMatchObject({ atMs: 500 });
  expect(ledger.lastMs).toBe(1_500);
  expect([ledger.files, ledger.records, ledger.cutLines, ledger.badLines]).toEqual([2, 9, 0, 0]);
});

test("another machine's clock is set right by its offset", async () => {
  write('conductor.jsonl', [header(), { type: 'zero', atMs: 0 }]);
  write('person-1.jsonl', [header({ ...person, clockOffsetMs: 250, clockErrorMs: 4 }), turn()]);
  const ledger = await readLedger(runDir);
  expect(ledger.turns[0]!.stamps.submittedMs).toBe(1_750);
  expect(ledger.caveats).toContain('The clocks of the machines agree only within 4.0 ms.');
});

test('a process that began anew goes on in its file with a base of its own', async () => {
  write('conductor.jsonl', [header(), { type: 'zero', atMs: 0 }]);
  write('person-1.jsonl', [person, turn(), header({ ...person, baseNs: '7000000000' }), turn({ id: 't2' })]);
  const { turns } = await readLedger(runDir);
  expect(turns.map(({ stamps }) => stamps.submittedMs)).toEqual([2_000, 3_000]);
});

test('without a zero times count from the earliest process, and it is said', async () => {
  write('person-1.jsonl', [person, turn()]);
  write('person-2.jsonl', [
    header({ ...person, process: 'person-2', baseNs: '6500000000' }),
    turn({ id: 't2' }),
  ]);
  const ledger = await readLedger(runDir);
  expect(ledger.zeroKnown).toBe(false);
  expect(ledger.turns.map(({ stamps }) => stamps.submittedMs)).toEqual([1_000, 1_500]);
  expect(ledger.caveats[0]).toContain('before its zero');
});

test('the last record of a turn and of a stage wins', async () => {
  const stage = {
    type: 'stage',
    index: 0,
    name: 'baseline',
    kind: 'baseline',
    streams: 0,
    rampMs: 0,
    fromMs: 0,
  } as const;
  write('conductor.jsonl', [
    header(),
    { type: 'zero', atMs: 0 },
    stage,
    { ...stage, toMs: 9_000, ended: 'on-time' },
  ]);
  write('person-1.jsonl', [person, turn({ outcome: 'aborted' }), turn({ outcome: 'answered' })]);
  const ledger = await readLedger(runDir);
  expect(ledger.turns.map(({ outcome }) => outcome)).toEqual(['answered']);
  expect(ledger.stages).toEqual([{ ...stage, toMs: 9_000, ended: 'on-time' }]);
});

test('a ledger cut at any byte loses its last line and nothing else', async () => {
  write('conductor.jsonl', [header(), { type: 'zero', atMs: 0 }]);
  const lines = [person, turn(), turn({ id: 't2' })].map((line) => `${JSON.stringify(line)}\n`);
  const whole = Buffer.from(lines.join(''));
  const beforeLast = whole.length - Buffer.byteLength(lines[2]!);
  for (let cut = beforeLast; cut <= whole.length; cut += 13) {
    writeFileSync(join(runDir, 'ledger', 'person-1.jsonl'), whole.subarray(0, cut));
    const ledger = await readLedger(runDir);
    const complete = cut >= whole.length - 1;
    expect(ledger.turns).toHaveLength(complete ? 2 : 1);
    expect(ledger.cutLines).toBe(complete || cut === beforeLast ? 0 : 1);
    expect(ledger.badLines).toBe(0);
  }
});

test('a file with nothing but a cut header does no harm to the others', async () => {
  write('conductor.jsonl', [header(), { type: 'zero', atMs: 0 }]);
  write('person-1.jsonl', ['{"type":"hea'], '');
  write('person-2.jsonl', [], '');
  const ledger = await readLedger(runDir);
  expect([ledger.files, ledger.cutLines, ledger.badLines]).toEqual([3, 1, 0]);
});

test('damage in the middle is counted and reported, and the rest is read', async () => {
  const { promptChars: _, ...incomplete } = turn();
  write('conductor.jsonl', [header(), { type: 'zero', atMs: 0 }]);
  write('person-1.jsonl', [person, '{"type":"tu', JSON.stringify(incomplete), '{"type":"riddle"}', turn()]);
  const ledger = await readLedger(runDir);
  expect([ledger.badLines, ledger.cutLines, ledger.turns.length]).toEqual([3, 0, 1]);
  expect(ledger.caveats[0]).toMatch(/^3 line\(s\) in the middle .* person-1\.jsonl: /);
});

test('line separators inside of a text do not end a line, nor does a character cut by a chunk', async () => {
  const prompt = `a\u2028b\u2029c${'ü'.repeat(70_000)}`;
  write('conductor.jsonl', [header(), { type: 'zero', atMs: 0 }]);
  write('person-1.jsonl', [person, turn({ prompt })]);
  expect((await readLedger(runDir)).turns[0]!.prompt).toBe(prompt);
});

test('what the writer writes is what the reader reads', async () => {
  const { type: _, schema: __, ...own } = header();
  const writer = openLedger(runDir, own);
  writer.append({ type: 'zero', atMs: 0 });
  writer.appendAll([stream, turn()]);
  writer.close();
  const ledger = await readLedger(runDir);
  expect(JSON.parse(JSON.stringify(ledger.streams))).toEqual([stream]);
  expect(ledger.turns).toEqual([turn()]);
});

for (const { title, prepare, code } of [
  { title: 'a folder that is not there', prepare: () => undefined, code: 'E_LEDGER_MISSING' },
  {
    title: 'a folder without ledgers',
    prepare: () => mkdirSync(join(runDir, 'ledger')),
    code: 'E_LEDGER_EMPTY',
  },
  {
    title: 'records without a header',
    prepare: () => write('a.jsonl', [turn()]),
    code: 'E_LEDGER_NO_HEADER',
  },
  {
    title: 'nothing but cut headers',
    prepare: () => write('a.jsonl', ['{"type'], ''),
    code: 'E_LEDGER_NO_HEADER',
  },
  {
    title: 'the schema of another version',
    prepare: () => write('a.jsonl', [JSON.stringify({ ...header(), schema: 'plimsoll.ledger/2' }), turn()]),
    code: 'E_LEDGER_SCHEMA',
  },
  {
    title: 'files of different runs',
    prepare: () => {
      write('a.jsonl', [header()]);
      write('b.jsonl', [header({ run: 'r2' })]);
    },
    code: 'E_LEDGER_MIXED_RUNS',
  },
]) {
  test(`${title} is refused, with a way out`, async () => {
    prepare();
    const error = await readLedger(runDir).then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ name: 'LedgerError', code });
    expect((error as Error).message).toMatch(/^Failed to read the ledger: /);
    expect((error as { hint: string }).hint.length).toBeGreaterThan(10);
  });
}
