import { expect, test } from '@playwright/test';
import type { TurnRecord, TurnWireRecord } from '../../dist/src/model/records.js';
import type { LoggedRequest } from '../../dist/src/page/net-log/logged-requests.js';
import type { NetLog } from '../../dist/src/page/net-log/net-log.js';
import type { TurnContent } from '../../dist/src/page/turn-content.js';
import { createWireTimes } from '../../dist/src/page/wire-times.js';

const BASE_MS = 50_000;

const logged: LoggedRequest = {
  source: 1,
  url: 'http://x/a',
  method: 'POST',
  startMs: 50_104,
  connectedMs: 50_105,
  headersMs: 50_150,
  connection: undefined,
  webSocketAccept: undefined,
  arrivals: [
    [50_149.5, 10],
    [50_200.5, 20],
  ],
  endMs: 50_210,
};

const content: TurnContent = {
  arrivals: [[50_260, 20]],
  facts: () => ({
    url: 'http://x/a',
    method: 'POST',
    sentMs: 50_103,
    startedMs: 50_104.4,
    headersMs: 50_150.3,
    connection: undefined,
    webSocketAccept: undefined,
    units: 20,
    finished: true,
  }),
  read: (arrivals) => ({
    text: 'The tide',
    curve: arrivals.map(([ms, bytes]) => [ms, bytes / 5] as const),
    firstTextMs: arrivals[0]?.[0],
    terminal: 'ok',
    error: undefined,
    parseError: undefined,
  }),
};

const turn = {
  type: 'turn',
  id: 't1',
  person: 'p',
  stamps: {
    submittedMs: 100,
    requestSentMs: 103,
    connectedMs: 105.2,
    responseStartedMs: 150.3,
    firstWireTextMs: 260,
  },
  wire: [[260, 4]],
  wireSource: 'page',
} as unknown as TurnRecord;

/** A log that has got as far as the test says. */
function bench({ isOn = true, requests = [logged] }: { isOn?: boolean; requests?: LoggedRequest[] } = {}) {
  const state = { reachedMs: 0, nowMs: 50_300, forgotten: 0, pushes: 0 };
  const log: NetLog = {
    args: () => undefined,
    read: () => undefined,
    isOn,
    get reachedMs() {
      return state.reachedMs;
    },
    requests,
    forget: (beforeMs) => {
      state.forgotten = beforeMs;
    },
    close: () => undefined,
  };
  const emitted: TurnWireRecord[] = [];
  const times = createWireTimes({
    log,
    hostMs: () => state.nowMs,
    baseMs: BASE_MS,
    emit: (record) => emitted.push(record),
  });
  return { state, times, emitted };
}

test('once the log has passed the turn, its times are handed on', () => {
  const { state, times, emitted } = bench();
  expect(times.expect(turn, content)).toEqual({ ...turn, wireProvisional: true });
  state.reachedMs = 50_299;
  times.settle();
  expect(emitted).toEqual([]);
  // What a turn still needs is not forgotten.
  expect(state.forgotten).toBeLessThan(50_100);
  state.reachedMs = 50_300;
  times.settle();
  times.settle();
  expect(emitted).toEqual([
    {
      type: 'turn-wire',
      turn: 't1',
      person: 'p',
      requestSentMs: 103,
      connectedMs: 105.2,
      responseStartedMs: 150.3,
      // The log is cut to milliseconds: no text came before the head.
      firstWireTextMs: 150.3,
      wire: [
        [150.3, 2],
        [200.5, 4],
      ],
      wireSource: 'netlog',
    },
  ]);
});

test('what cannot be matched keeps the page’s times, with the reason', () => {
  const { state, times, emitted } = bench({ requests: [] });
  times.expect(turn, content);
  state.reachedMs = 50_400;
  times.settle();
  expect(emitted).toEqual([
    {
      type: 'turn-wire',
      turn: 't1',
      person: 'p',
      wire: [],
      wireSource: 'page',
      why: 'the network log does not have the request',
    },
  ]);
});

test('without a log, or without text on the wire, nothing is to follow', async () => {
  const without = createWireTimes({ log: undefined, hostMs: () => 0, baseMs: 0, emit: () => undefined });
  expect(without.expect(turn, content)).toBe(turn);
  without.settle();
  expect(await without.finish(() => Promise.resolve(), 1000)).toBe(0);
  expect(bench({ isOn: false }).times.expect(turn, content)).toBe(turn);
  expect(bench().times.expect(turn, undefined)).toBe(turn);
  const silent = { ...turn, wireSource: 'none' as const };
  expect(bench().times.expect(silent, content)).toBe(silent);
});

test('at the end the log is pushed until it has the last turn', async () => {
  const { state, times, emitted } = bench();
  times.expect(turn, content);
  const push = async (): Promise<void> => {
    state.pushes++;
    if (state.pushes === 2) state.reachedMs = 50_400;
  };
  expect(await times.finish(push, 1000)).toBe(0);
  expect([state.pushes, emitted.length]).toEqual([2, 1]);
});

test('and no longer than may be waited', async () => {
  const { state, times, emitted } = bench();
  times.expect(turn, content);
  const push = async (): Promise<void> => {
    state.nowMs += 600;
  };
  expect(await times.finish(push, 1000)).toBe(1);
  expect(emitted).toEqual([]);
});

for (const { what, push } of [
  { what: 'is gone', push: () => Promise.reject(new Error('Target closed')) },
  { what: 'hangs', push: () => new Promise<void>(() => undefined) },
]) {
  test(`a browser that ${what} holds nobody up`, async () => {
    const { times, emitted } = bench();
    times.expect(turn, content);
    expect(await times.finish(push, 50)).toBe(1);
    expect(emitted).toEqual([]);
  });
}
