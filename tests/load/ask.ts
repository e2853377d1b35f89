import type { OpenStream, StreamObserver } from '../../dist/src/load/open-stream.js';
import { createStreamClient, type StreamClient } from '../../dist/src/load/stream-client.js';
import type { DialectName } from '../../dist/src/model/dialect.js';
import type { StreamDeadlines } from '../../dist/src/model/plan.js';
import { dialectNamed } from '../../dist/src/wire/dialects.js';

/** None of them ever passes in a test. */
export const LONG: StreamDeadlines = {
  connectMs: 60_000,
  firstByteMs: 60_000,
  firstTextMs: 60_000,
  stallMs: 60_000,
  streamMs: 60_000,
};

interface Options {
  readonly deadlines?: Partial<StreamDeadlines>;
  readonly maxEventChars?: number;
  readonly observer?: Partial<StreamObserver>;
  /** Does not wait for the end of a response whose answer is complete. */
  readonly leaveWhenAnswered?: true;
}

export const nowMs = (): number => Number(process.hrtime.bigint()) / 1e6;

export function createClient(dialect: DialectName, options: Options = {}): StreamClient {
  return createStreamClient({
    dialect: dialectNamed(dialect),
    deadlines: { ...LONG, ...options.deadlines },
    nowMs,
    maxEventChars: options.maxEventChars,
    observer: { firstText: () => undefined, read: () => undefined, ...options.observer },
  });
}

export function open(client: StreamClient, url: string, dialect: DialectName, id = 'q'): OpenStream {
  const json = dialectNamed(dialect).body('Which way is north?', id, null);
  return client.open({
    id,
    user: 1,
    scheduledMs: nowMs(),
    request: {
      url,
      headers: { 'content-type': 'application/json', ...dialectNamed(dialect).headers },
      body: JSON.stringify(json),
      json,
    },
  });
}

/** One stream from beginning to end, with its deadlines watched as the crowd watches them. */
export async function ask(url: string, dialect: DialectName, options: Options = {}) {
  const client = createClient(dialect, options);
  const stream = open(client, url, dialect);
  if (options.leaveWhenAnswered) void stream.answered.then(() => stream.cancel('enough'));
  const watch = setInterval(() => stream.checkDeadlines(nowMs()), 20);
  const record = await stream.done;
  clearInterval(watch);
  await client.close();
  return { record, stream };
}
