import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import type { PlimsollOptions } from '../../dist/src/config/options.js';
import { filesWith, wordsIn } from './files-with.js';
import { type GuardedChat, startGuardedChat } from './guarded-chat.js';
import { type StartedRun, startRun } from './start-run.js';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const SECRETS = {
  apiKey: 'sk-planted-header-71c9d2',
  queryKey: 'planted/query+key=5fa3',
  pageToken: 'planted-page-token-e09b',
  cookie: 'planted-cookie-38d1aa',
  bearer: 'planted.bearer.c44e17',
  password: 'Planted-Passw0rd-26!',
};
/** In an address they stand encoded. */
const IN_ADDRESSES = { ...SECRETS, queryKey: encodeURIComponent(SECRETS.queryKey) };
const FORBIDDEN = [...new Set([...Object.values(SECRETS), ...Object.values(IN_ADDRESSES)])];

/** Words that are in no language. */
const ANSWER = [
  'zanthoquill',
  'brivemarken',
  'ploistrand',
  'quendraxil',
  'vornemay',
  'tuskelbry',
  'oxdralith',
  'memsworny',
];
const TITLE = '</script><script>window.ran = true</script><img src=x onerror="window.ran = true">';
const PROMPT = 'glimforcen wexaldry hostrampel';

let chat: GuardedChat;
test.beforeEach(async () => {
  chat = await startGuardedChat(IN_ADDRESSES, ANSWER);
});
test.afterEach(() => chat.close());

function startGuarded(text: 'keep' | 'shape' | 'none'): StartedRun {
  const options: PlimsollOptions = {
    people: 1,
    text,
    prompts: [PROMPT],
    deadlines: { turnMs: 5000, firstByteMs: 5000, firstTextMs: 5000 },
    target: {
      chatUrl: chat.chatUrl,
      loadUrl: chat.loadUrl,
      loadDialect: 'raw-sse:text',
      loadHeaders: {
        'x-api-key': SECRETS.apiKey,
        authorization: `Bearer ${SECRETS.bearer}`,
        cookie: `session=${SECRETS.cookie}`,
      },
      selectors: { composer: '#composer', answer: '[data-role="assistant"]', error: '[role="alert"]' },
    },
    stages: [
      { kind: 'baseline', seconds: 4, minTurns: 6, maxSeconds: 15 },
      { kind: 'peak', streams: 3, seconds: 4, minTurns: 1 },
      { kind: 'recovery', seconds: 2, minTurns: 1 },
    ],
  };
  return startRun({
    options,
    env: { PLANTED_PASSWORD: SECRETS.password, PLANTED_TITLE: TITLE },
    journeys: at('./secret-journeys'),
  });
}

test.describe('the search itself', () => {
  const [word] = FORBIDDEN as [string];
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  for (const [what, text] of Object.entries({
    plain: `"${word}"`,
    'in capitals': word.toUpperCase(),
    'with percent signs': [...word].map((letter) => `%${letter.charCodeAt(0).toString(16)}`).join(''),
    'as base64': base64(word),
    'as base64 in the middle of another text': base64(`{"authorization":"${word}"}`),
    'as base64 behind other letters': `basic${base64(`user:${word}`)}`,
    'as gzip': gzipSync(word),
    'as gzip in base64': `<script>${gzipSync(`${'-'.repeat(200)}${word}${Math.PI}`).toString('base64')}</script>`,
    'as base64 of base64': base64(`${'{'.repeat(200)}"${base64(`${word} ${'='.repeat(200)}`)}"`),
  })) {
    test(`finds a word ${what}`, () => {
      expect(wordsIn(text, FORBIDDEN)).toEqual([word]);
    });
  }
});

for (const text of ['shape', 'none'] as const) {
  test(`text: ${text}: no secret and no word of an answer or a prompt is in anything that a run leaves behind`, async () => {
    const run = startGuarded(text);
    await run.ended;
    // Everybody was served only because they had brought their secrets.
    expect(chat.served.page, run.output()).toBeGreaterThan(3);
    expect(chat.served.crowd, run.output()).toBeGreaterThan(3);
    // Both were refused, too, by a server that quotes what it was sent.
    expect(Object.keys(run.findings().phases[1]!.load.outcomes)).toContain('http_4xx');
    const turns = run.ledger('person-1').flatMap((record) => (record.type === 'turn' ? record.outcome : []));
    expect(new Set(turns)).toEqual(new Set(['answered', 'error_shown', 'truncated']));
    const planted = [...FORBIDDEN, ...ANSWER, ...PROMPT.split(' ')];
    // The run's folder, Playwright's own beside it, and the history.
    const folder = dirname(run.runDir);
    expect(readdirSync(folder, { recursive: true }).join('\n')).toMatch(/findings\.json[\s\S]*\.png/);
    expect(readdirSync(join(run.runDir, 'allure-results')).length).toBeGreaterThan(3);
    expect(filesWith(folder, planted)).toEqual([]);
    expect(wordsIn(run.output(), planted)).toEqual([]);
  });
}

test('text: keep: what is kept is found by the search; and a script in a title of a test does not run', async ({
  page,
}) => {
  const run = startGuarded('keep');
  await run.ended;
  const kept = filesWith(dirname(run.runDir), ANSWER).map((line) => line.split(':')[0]!);
  for (const file of ['findings.json', 'report.html', 'ledger.jsonl.gz', 'ledger/person-1.jsonl']) {
    expect(kept).toContain(`${run.id}/${file}`);
  }
  await page.goto(pathToFileURL(join(run.runDir, 'report.html')).href);
  await page.locator('html[data-drawn]').waitFor();
  expect(await page.content()).toContain('&lt;img src=x');
  expect(await page.locator('img[src="x"]').count()).toBe(0);
  expect(await page.evaluate(() => (window as unknown as { ran?: boolean }).ran)).toBeUndefined();
});

test('a server that refuses everybody and quotes their secrets: what is printed quotes none', async () => {
  chat.refuse();
  const run = startGuarded('shape');
  expect((await run.ended).code).toBe(1);
  expect(run.output()).toContain('HTTP 401');
  expect(run.output()).toContain('It begins with: not for');
  expect(wordsIn(run.output(), FORBIDDEN)).toEqual([]);
  expect(filesWith(dirname(run.runDir), FORBIDDEN)).toEqual([]);
});
