import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { test as base, expect } from '@playwright/test';
import { startChatServer } from '../../dist/src/demo/chat-server.js';
import { startModelServer } from '../../dist/src/demo/model-server.js';
import type { TurnRecord } from '../../dist/src/model/records.js';
import { RUN_ID_VARIABLE } from '../../dist/src/run/protocol.js';
import { startRun } from './start-run.js';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** A model without chance, behind the demo's page. */
const test = base.extend<{ chatUrl: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads fixture names from this pattern
  chatUrl: async ({}, use) => {
    const model = await startModelServer({
      slots: 4,
      seed: 7,
      prefillMs: 100,
      prefillJitterShare: 0,
      tokensPerSecond: 50,
      tokens: 20,
      tokensJitterShare: 0,
      slowdownPerSlotShare: 0,
    });
    const chat = await startChatServer({ modelUrl: `${model.url}/v1` });
    await use(chat.url);
    await Promise.all([chat.close(), model.close()]);
  },
});

interface JsonAttachment {
  readonly name: string;
  readonly body?: string;
}
interface JsonSuite {
  readonly suites?: readonly JsonSuite[];
  readonly specs?: readonly {
    readonly title: string;
    readonly ok: boolean;
    readonly tests: readonly {
      readonly results: readonly { readonly attachments: readonly JsonAttachment[] }[];
    }[];
  }[];
}

const specsOf = (suite: JsonSuite): NonNullable<JsonSuite['specs']>[number][] => [
  ...(suite.specs ?? []),
  ...(suite.suites ?? []).flatMap(specsOf),
];

test('with another import, a test of a chat leaves its turns in the ledger of a run', async ({ chatUrl }) => {
  const run = startRun({
    options: {
      profile: 'page-only',
      people: 1,
      target: { chatUrl, preset: 'none' },
      stages: [{ kind: 'baseline', seconds: 5, minTurns: 1 }],
    },
    env: { OWN_CHAT_URL: chatUrl },
    journeys: at('./own-journeys'),
    args: ['--grep', 'and goes on'],
  });
  await run.ended;
  const turns = run.ledger('person-1').filter((record): record is TurnRecord => record.type === 'turn');
  expect(turns, run.output()).toHaveLength(2);
  for (const turn of turns) {
    expect(turn).toMatchObject({ outcome: 'answered', passive: true, wireSource: 'page' });
    expect(turn.stamps.firstAnswerPaintMs! - turn.stamps.submittedMs).toBeGreaterThan(100);
  }
  expect(turns.map(({ ordinal, conversationTurn }) => [ordinal, conversationTurn])).toEqual([
    [0, 0],
    [1, 1],
  ]);
  const events = run.ledger('conductor').filter((record) => record.type === 'event');
  const told = events.map(({ message }) => message);
  expect(told).toContain('person-1 is ready');
  expect(told.join('\n')).toContain('no control was played beside its turns');
});

test('repeated, it makes turns until the run ends, with the control between them', async ({ chatUrl }) => {
  const run = startRun({
    options: {
      profile: 'page-only',
      people: 1,
      target: { chatUrl, preset: 'none' },
      stages: [{ kind: 'baseline', seconds: 8, minTurns: 2 }],
    },
    env: { OWN_CHAT_URL: chatUrl },
    journeys: at('./own-journeys'),
    args: ['--grep', 'again and again'],
  });
  await run.ended;
  const records = run.ledger('person-1');
  const turns = records.filter((record): record is TurnRecord => record.type === 'turn');
  expect(turns.length, run.output()).toBeGreaterThanOrEqual(3);
  expect(new Set(turns.map(({ passive }) => passive))).toEqual(new Set([true]));
  // The last one may be cut off by the run's end.
  expect(turns.slice(0, -1).map(({ outcome }) => outcome)).toEqual(turns.slice(0, -1).map(() => 'answered'));
  expect(records.filter(({ type }) => type === 'control').length).toBeGreaterThan(0);
  expect(run.output()).not.toContain('no control was played');
});

test('the same test without any run is an ordinary one, with its turns attached', async ({
  chatUrl,
}, testInfo) => {
  const {
    [RUN_ID_VARIABLE]: _run,
    PLIMSOLL_TEST_JSON: _json,
    TEST_WORKER_INDEX: _worker,
    ...env
  } = process.env;
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    [at('../../node_modules/@playwright/test/cli.js'), 'test', '-c', at('./plain.config.ts'), 'chat.spec'],
    { env: { ...env, OWN_CHAT_URL: chatUrl, OWN_OUTPUT_DIR: testInfo.outputPath('own') } },
  );
  expect(stdout, stderr).toContain('"specs"');
  const specs = specsOf(JSON.parse(stdout) as JsonSuite);
  expect(specs.map(({ title, ok }) => [title, ok])).toEqual([
    ['the assistant answers, and goes on', true],
    ['what asks for no page is no person', true],
  ]);
  const [attached, none] = specs.map(({ tests }) => tests[0]!.results[0]!.attachments);
  expect(attached!.map(({ name }) => name)).toEqual(['turns']);
  expect(none).toEqual([]);
  const turns = JSON.parse(Buffer.from(attached![0]!.body!, 'base64').toString()) as TurnRecord[];
  expect(turns.map(({ outcome, passive }) => [outcome, passive])).toEqual([
    ['answered', true],
    ['answered', true],
  ]);
});
