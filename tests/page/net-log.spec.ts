import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { LoggedRequests, REQUEST_EVENTS } from '../../dist/src/page/net-log/logged-requests.js';
import { matchRequest, type RequestFacts } from '../../dist/src/page/net-log/match-request.js';
import { openNetLog } from '../../dist/src/page/net-log/net-log.js';
import { netLogArgs } from '../../dist/src/page/net-log/net-log-args.js';
import { createNetLogLines, type NetLogEvent } from '../../dist/src/page/net-log/net-log-lines.js';
import { openPrivateFile } from '../../dist/src/page/net-log/private-file.js';

let parent: string;
test.beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'plimsoll-test-'));
});
test.afterEach(() => rmSync(parent, { recursive: true, force: true }));

const TYPES = Object.fromEntries([...REQUEST_EVENTS, 'OTHER'].map((name, index) => [name, index]));
const HEAD = `${JSON.stringify({ constants: { logEventTypes: TYPES, logEventPhase: { PHASE_BEGIN: 1, PHASE_END: 2, PHASE_NONE: 0 } } }).slice(0, -1)},\n"events": [\n`;
const line = (name: string, atMs: number, source: number, params?: object, phase = 0): string =>
  `${JSON.stringify({ ...(params === undefined ? {} : { params }), phase, source: { id: source, start_time: '1', type: 1 }, time: String(atMs), type: TYPES[name] })},\n`;

const request = (
  source: number,
  atMs: number,
  reads: readonly number[],
  connection = source + 100,
): string[] => [
  line('URL_REQUEST_START_JOB', atMs, source, { url: 'http://x/a?key=ü', method: 'POST' }, 1),
  line('HTTP_STREAM_REQUEST_BOUND_TO_JOB', atMs, source, { source_dependency: { id: source + 50, type: 2 } }),
  line('SOCKET_POOL_BOUND_TO_SOCKET', atMs, source + 50, { source_dependency: { id: connection, type: 3 } }),
  line('HTTP_TRANSACTION_SEND_REQUEST', atMs + 1, source, undefined, 2),
  line('HTTP_TRANSACTION_READ_HEADERS', atMs + 50, source, undefined, 2),
  ...reads.map((bytes, index) =>
    line('URL_REQUEST_JOB_FILTERED_BYTES_READ', atMs + 60 + index, source, { byte_count: bytes }),
  ),
  line('OTHER', atMs + 70, source),
];
const END = (source: number, atMs: number): string => line('REQUEST_ALIVE', atMs, source, undefined, 2);

/** What is read when the text comes cut at these places. */
function readCut(text: string, cuts: readonly number[]) {
  const logged = new LoggedRequests();
  const names: string[] = [];
  let reachedMs = 0;
  const lines = createNetLogLines(REQUEST_EVENTS, {
    head: () => names.push('head'),
    event: (event: NetLogEvent) => {
      names.push(event.name);
      logged.take(event);
    },
    reached: (atMs) => {
      reachedMs = atMs;
    },
  });
  const bytes = Buffer.from(text);
  const edges = [0, ...[...cuts].sort((a, b) => a - b), bytes.length];
  for (let at = 1; at < edges.length; at++) lines.feed(bytes.subarray(edges[at - 1]!, edges[at]!));
  return { all: logged.all, names, reachedMs };
}

const facts = (over: Partial<RequestFacts> = {}): RequestFacts => ({
  url: 'http://x/a?key=ü',
  method: 'POST',
  sentMs: 999,
  startedMs: 1_000.4,
  headersMs: 1_050.7,
  connection: undefined,
  webSocketAccept: undefined,
  units: 30,
  finished: true,
  ...over,
});

test('a log cut anywhere reads like one that came whole', () => {
  const text = HEAD + request(1, 1_000, [10, 20]).join('') + END(1, 1_080);
  const whole = readCut(text, []);
  expect(whole.all[0]).toMatchObject({
    startMs: 1_000,
    connectedMs: 1_001,
    headersMs: 1_050,
    connection: 101,
    endMs: 1_080,
    arrivals: [
      [1_060.5, 10],
      [1_061.5, 30],
    ],
  });
  const cut = fc.array(fc.integer({ min: 0, max: Buffer.byteLength(text) }), { maxLength: 8 });
  fc.assert(fc.property(cut, (cuts) => expect(readCut(text, cuts)).toEqual(whole)));
});

test('a last line that is cut for ever is none, and the end of a whole log is no event', () => {
  const events = request(1, 1_000, [10]).join('');
  const last = line('URL_REQUEST_JOB_FILTERED_BYTES_READ', 1_100, 1, { byte_count: 7 });
  expect(readCut(HEAD + events + last.slice(0, -9), []).all[0]!.arrivals).toHaveLength(1);
  const closed = `${HEAD}${events}${last.replace(/,\n$/, '],\n')}"polledData": [{"a":1}]}\n`;
  expect(readCut(closed, []).all[0]!.arrivals).toHaveLength(2);
});

test('a message of a WebSocket ends with its last frame; what controls it is none', () => {
  const frame = (opcode: number, final: boolean, atMs: number): string =>
    line('WEBSOCKET_RECV_FRAME_HEADER', atMs, 1, { opcode, final, payload_length: 3 });
  const handshake = line('HTTP_TRANSACTION_READ_RESPONSE_HEADERS', 1_010, 1, {
    headers: ['HTTP/1.1 101 x', 'Sec-WebSocket-Accept: abc='],
  });
  const text =
    HEAD +
    line('URL_REQUEST_START_JOB', 1_000, 1, { url: 'ws://x/', method: 'GET' }, 1) +
    handshake +
    END(1, 1_011) +
    frame(1, false, 1_020) +
    frame(9, true, 1_021) +
    frame(0, true, 1_022) +
    frame(2, true, 1_030);
  expect(readCut(text, []).all[0]).toMatchObject({
    webSocketAccept: 'abc=',
    endMs: undefined,
    arrivals: [
      [1_022.5, 1],
      [1_030.5, 2],
    ],
  });
});

test.describe('which of the logged requests is the page’s', () => {
  const logged = (...lines: readonly string[][]) => readCut(HEAD + lines.flat().join(''), []).all;

  test('by address, method and the network service’s own stamps', () => {
    const all = logged(request(1, 1_000, [10, 20]), request(2, 1_004, [10, 20]));
    expect(matchRequest(all, facts())).toMatchObject({ source: 1 });
    expect(matchRequest(all, facts({ startedMs: 1_004.2, headersMs: 1_054.9 }))).toMatchObject({ source: 2 });
    expect(matchRequest(all, facts({ startedMs: 1_120 }))).toBe('the network log does not have the request');
    expect(matchRequest(all, facts({ method: 'GET' }))).toBe('the network log does not have the request');
  });

  test('two at once, alike in all, are told by their connection or not at all', () => {
    const all = logged(request(1, 1_000, [10, 20]), request(2, 1_000, [15, 15]));
    expect(matchRequest(all, facts())).toBe('the network log has several requests like it');
    expect(matchRequest(all, facts({ connection: 102 }))).toMatchObject({ source: 2 });
  });

  test('other bytes than the page had are never used', () => {
    const ended = logged([...request(1, 1_000, [10, 20]), END(1, 1_080)]);
    expect(matchRequest(ended, facts({ units: 29 }))).toBe('the network log has other bytes than the page');
    expect(matchRequest(ended, facts({ units: 31 }))).toBe('the network log has other bytes than the page');
    // A page that stopped listening has the beginning.
    expect(matchRequest(ended, facts({ units: 29, finished: false }))).toMatchObject({ source: 1 });
  });

  test('a request that was sent on counts from where it went', () => {
    const all = logged(
      [line('URL_REQUEST_START_JOB', 900, 1, { url: 'http://x/old', method: 'POST' }, 1)],
      request(1, 1_000, [30]),
    );
    expect(matchRequest(all, facts())).toMatchObject({ source: 1, startMs: 1_000 });
  });
});

test.describe('the file', () => {
  const left = (): string[] => readdirSync(parent);

  test('lies in a folder for this user alone, and is gone from it as soon as it is written', () => {
    const log = openNetLog(parent);
    const path = log.args()![0]!.replace('--log-net-log=', '');
    expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    writeFileSync(path, HEAD + request(1, 1_000, [10]).join(''));
    expect(log.isOn).toBe(false);
    log.read();
    expect(log.isOn).toBe(true);
    expect(log.requests).toHaveLength(1);
    expect(log.reachedMs).toBe(1_065);
    expect(left()).toEqual([]);
    log.close();
  });

  test('that no browser ever wrote is deleted too', () => {
    const log = openNetLog(parent);
    expect(left()).toHaveLength(1);
    log.close();
    log.close();
    log.read();
    expect(left()).toEqual([]);
  });

  test('of a process that is gone is swept by the next', () => {
    const gone = join(parent, 'plimsoll-net-log-4194305-abc');
    const alive = join(parent, `plimsoll-net-log-${process.pid}-abc`);
    for (const folder of [gone, alive, join(parent, 'plimsoll-net-log-mine')]) mkdirSync(folder);
    openPrivateFile('f', parent).close();
    expect(existsSync(gone)).toBe(false);
    expect(left()).toHaveLength(2);
  });

  test('without a place for it, the error says what to do', () => {
    expect(() => openNetLog(join(parent, 'missing'))).toThrow(
      expect.objectContaining({ code: 'E_NET_LOG', hint: expect.stringContaining('TMPDIR') }),
    );
  });

  test('what had ended is forgotten when asked', () => {
    const logged = new LoggedRequests();
    const lines = createNetLogLines(REQUEST_EVENTS, {
      head: () => undefined,
      event: (event) => logged.take(event),
      reached: () => undefined,
    });
    const texts = [...request(1, 1_000, [1]), END(1, 1_100), ...request(2, 1_000, [1]), END(2, 1_300)];
    lines.feed(Buffer.from(HEAD + texts.join('') + request(3, 1_000, [1]).join('')));
    logged.forget(1_200);
    expect(logged.all.map(({ source }) => source)).toEqual([2, 3]);
  });
});

test('the user’s switches stay, and a network log of the user’s own is left alone', () => {
  expect(netLogArgs('/p', ['--mute-audio', '--gaia-url=http://mine/'])).toEqual([
    '--mute-audio',
    '--gaia-url=http://mine/',
    '--log-net-log=/p',
    '--component-updater=url-source=http://127.0.0.1:9/',
  ]);
  expect(netLogArgs('/p', ['--log-net-log=/mine'])).toBeUndefined();
});
