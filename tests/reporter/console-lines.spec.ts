import { expect, test } from '@playwright/test';
import type { PlimsollOptions } from '../../dist/src/config/options.js';
import { resolvePlan } from '../../dist/src/config/resolve-plan.js';
import type { StageLoad } from '../../dist/src/model/plan.js';
import { planLines } from '../../dist/src/reporter/plan-lines.js';
import { createProgress } from '../../dist/src/reporter/progress.js';
import type { ConductorMessage, StageSummary, Status } from '../../dist/src/run/protocol.js';

const lines = (config: PlimsollOptions, people = 2): string =>
  planLines(resolvePlan({ config, env: {} }), people, 'reports/run-1').join('\n');

test.describe('before anything starts', () => {
  test('the quick plan against the demo', () => {
    expect(lines({})).toBe(`\
Plimsoll · profile quick · 2 people · seed 1
  target    the embedded demo (page "smooth", 4 slots)
  stages    warm-up → baseline → climb-3 → climb-6 → climb-10 → peak → recovery, 81–162 s
  crowd     up to 16 streams against the embedded demo; at most 20000 requests and 4 minutes
  good turn perceived TTFT ≤ 1500 ms, no freeze, flow ≥ 0.8
  files     reports/run-1`);
  });

  test('a page by itself, of the user’s own; nothing secret in its address is printed', () => {
    const target = { chatUrl: 'https://anna:hunter2@chat.example.org:8443/c?token=sesame#top' };
    expect(lines({ profile: 'page-only', target, goodTurn: { freezes: 1 } }, 1)).toBe(`\
Plimsoll · profile page-only · 1 person · seed 1
  target    chat.example.org:8443
  stages    warm-up → baseline, 23–46 s
  crowd     none
  good turn perceived TTFT ≤ 3000 ms, ≤ 1 freezes, flow ≥ 0.8
  files     reports/run-1`);
  });

  test('a crowd against an endpoint of the user’s own, and the model server of the demo', () => {
    const loadUrl = 'https://u:hunter2@localhost:9000/api?key=sesame';
    expect(lines({ target: { chatUrl: 'http://localhost/', loadUrl } })).toContain(
      'up to 16 streams against localhost:9000;',
    );
    const demo = { modelUrl: 'http://u:hunter2@127.0.0.1:8080/v1?key=sesame' };
    const printed = lines({ profile: 'model', target: { demo } });
    expect(printed).toContain('the embedded demo (page "smooth", model at 127.0.0.1:8080)');
    expect(printed).not.toMatch(/hunter2|sesame/);
  });
});

const STATUS: Status = {
  stage: 'climb-6',
  leftMs: 4_200,
  inFlight: 6,
  startsPerSecond: 1.25,
  eventsPerSecond: 243.4,
  wireTtftMs: 431.6,
  perceivedTtftMs: 1_249,
  failures: 0,
  turns: 3,
};
const ENDED: StageSummary = {
  stage: 'climb-6',
  seconds: 11.2,
  turns: 8,
  answered: 7,
  perceivedTtftMs: 512.4,
  startsPerSecond: 3.04,
  eventsPerSecond: 243.4,
  wireTtftMs: null,
  failures: 1,
};
const NOW = { index: 2, name: 'climb-6', kind: 'climb', load: { model: 'closed', streams: 6 } } as const;

/** What is printed of these messages, with lines to clear shown as ⌫. */
function printed(isTerminal: boolean, columns: number, ...messages: ConductorMessage[]): string {
  let text = '';
  const progress = createProgress({
    write: (part) => {
      text += part;
    },
    isTerminal,
    columns: () => columns,
  });
  for (const message of messages) progress.message(message);
  progress.end();
  return text.replaceAll('\r\u001b[2K', '⌫');
}

const status = (more: Partial<Status> = {}): ConductorMessage => ({
  type: 'status',
  status: { ...STATUS, ...more },
});
const stage = (ended?: StageSummary, load: StageLoad = NOW.load): ConductorMessage => ({
  type: 'stage',
  stage: { ...NOW, load },
  ended,
});

test.describe('while it runs', () => {
  test('on a terminal: one live line, cleared before anything else is printed', () => {
    const event: ConductorMessage = { type: 'event', message: 'person-1 is ready' };
    expect(printed(true, 200, status(), event, status({ leftMs: 0, wireTtftMs: null }))).toBe(
      '⌫climb-6 · 5 s left · 6 streams · 1.3 starts/s · 243 events/s · wire TTFT 432 ms · perceived TTFT 1.2 s · 0 failures' +
        '⌫  person-1 is ready\n' +
        '⌫climb-6 · waiting for turns · 6 streams · 1.3 starts/s · 243 events/s · wire TTFT – · perceived TTFT 1.2 s · 0 failures' +
        '⌫',
    );
  });

  test('on a narrow terminal the live line never wraps: it could not be cleared', () => {
    const [, live] = printed(true, 30, status()).split('⌫');
    expect(live).toBe('climb-6 · 5 s left · 6 stream');
    expect(live!.length).toBeLessThan(30);
  });

  test('in CI: a line per stage and event, nothing live, no control characters', () => {
    const messages = [
      stage(),
      status(),
      stage(ENDED),
      stage({ ...ENDED, stage: 'recovery' }, { model: 'none' }),
    ];
    const text = printed(false, 80, ...messages);
    expect(text).toBe(
      'climb-6     11 s  6 streams   7/8 turns answered     perceived TTFT 512 ms   wire TTFT –        3.0 starts/s   243 events/s   1 streams failed\n' +
        'recovery    11 s  no crowd    7/8 turns answered     perceived TTFT 512 ms\n',
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: there must be none.
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
  });

  test('what others print themselves is not printed twice', () => {
    const silent: ConductorMessage[] = [
      { type: 'ready', chatUrl: 'http://127.0.0.1/', loadUrl: null },
      { type: 'cannot-start', message: 'nobody' },
      { type: 'drained' },
      { type: 'closed' },
    ];
    expect(printed(true, 80, ...silent)).toBe('');
  });
});
