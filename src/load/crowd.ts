import pLimit from 'p-limit';
import type { CrowdStatus } from '../model/crowd-status.js';
import type { RunPlan } from '../model/plan.js';
import type { BucketRecord, StreamRecord } from '../model/records.js';
import { dialectNamed } from '../wire/dialects.js';
import type { OpenStream } from './open-stream.js';
import { buildRequest } from './request.js';
import { createSecondCounter } from './second-counter.js';
import { createStreamClient, type StreamClient } from './stream-client.js';

/** A user whose stream failed waits this long before the next, so that a dead backend is not hammered. */
const PAUSE_AFTER_FAILURE_MS = 500;
const DEADLINE_CHECK_MS = 100;

/** What came of one stream by itself, with what a person needs to see when it did not work. */
export interface TriedStream {
  readonly record: StreamRecord;
  readonly contentType: string | undefined;
  readonly bodySample: string;
}

export interface Crowd {
  /** One stream by itself, before the run's zero; not part of any bucket. */
  tryOne(): Promise<TriedStream>;
  /** Holds `streams` users from now on; new ones join spread over `rampMs`, surplus streams are cancelled. */
  hold(streams: number, rampMs: number): void;
  /** Cancels everything and waits until it is recorded. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

interface Options {
  readonly plan: RunPlan;
  readonly loadUrl: string;
  readonly nowMs: () => number;
  readonly prompt: () => string;
  readonly emit: (record: StreamRecord | BucketRecord) => void;
  readonly onSecond: (status: CrowdStatus) => void;
  /** The limit on requests is used up: the crowd has stopped for good. */
  readonly onLimit: (message: string) => void;
}

interface User {
  readonly number: number;
  active: boolean;
  current: OpenStream | undefined;
  /** Ends the user's pause early. */
  wake: () => void;
}

/** A closed crowd: users who each open a stream, read it to its end, and open the next. */
export function createCrowd(options: Options): Crowd {
  const { plan, nowMs } = options;
  const counter = createSecondCounter(nowMs);
  let firstTexts: { atMs: number; ttftMs: number }[] = [];
  const wire = { dialect: dialectNamed(plan.target.loadDialect), deadlines: plan.deadlines.stream, nowMs };
  const client = createStreamClient({
    ...wire,
    observer: {
      firstText: (stream) => {
        counter.streaming();
        firstTexts.push({ atMs: nowMs(), ttftMs: stream.firstTextMs! - stream.scheduledMs });
      },
      read: (events, textEvents, bytes, gapMs) => counter.read(events, textEvents, bytes, gapMs),
    },
  });
  const limit = pLimit(plan.limits.maxStreams);
  const users = new Map<number, User>();
  const loops = new Set<Promise<void>>();
  /** Streams whose answer is complete and whose response is not over yet. */
  const closing = new Set<OpenStream>();
  let wanted = 0;
  let requests = 0;
  /** The limit on requests is used up. */
  let stopped = false;
  let userNumber = 0;

  const launch = (by: StreamClient, id: string, user: number, scheduledMs: number): OpenStream =>
    by.open({
      id,
      user,
      scheduledMs,
      request: buildRequest(plan.target, options.loadUrl, options.prompt(), id),
    });

  async function live(user: User): Promise<void> {
    for (let turn = 1; user.active; turn++) {
      const scheduledMs = nowMs();
      const pauseMs = await limit(async () => {
        if (!user.active) return 0;
        if (++requests > plan.limits.maxRequests) {
          stopped = true;
          hold(0, 0);
          options.onLimit(
            `limits.maxRequests (${plan.limits.maxRequests}) is used up: the crowd has stopped`,
          );
          return 0;
        }
        const stream = launch(client, `crowd-${user.number}-${turn}`, user.number, scheduledMs);
        user.current = stream;
        counter.started(nowMs() - scheduledMs);
        const outcome = await stream.answered;
        user.current = undefined;
        counter.ended(outcome, stream.firstTextMs !== undefined);
        record(stream);
        // One turn of the loop later undici has the connection back, and the next stream need not open another.
        await new Promise((resolve) => setImmediate(resolve));
        if (['ok', 'incomplete', 'empty', 'cancelled'].includes(outcome)) return 0;
        return Math.max(PAUSE_AFTER_FAILURE_MS, stream.retryAfterMs ?? 0);
      });
      if (pauseMs > 0 && user.active) await pause(user, pauseMs);
    }
  }

  /** Its user may already have gone on; the record waits until the response is over, too. */
  function record(stream: OpenStream): void {
    closing.add(stream);
    void stream.done.then((ended) => {
      closing.delete(stream);
      options.emit(ended);
    });
  }

  function join(delayMs: number): void {
    const user: User = { number: ++userNumber, active: true, current: undefined, wake: () => undefined };
    users.set(user.number, user);
    const loop = (async () => {
      if (delayMs > 0) await pause(user, delayMs);
      await live(user);
    })();
    loops.add(loop);
    void loop.finally(() => loops.delete(loop));
  }

  function leave(user: User): void {
    user.active = false;
    users.delete(user.number);
    user.wake();
    user.current?.cancel('the load fell');
  }

  function hold(asked: number, rampMs: number): void {
    const streams = stopped ? 0 : asked;
    wanted = streams;
    if (streams === 0) firstTexts = [];
    const surplus = [...users.values()].slice(streams);
    for (const user of surplus) leave(user);
    const joining = streams - users.size;
    for (let index = 0; index < joining; index++) join((index * rampMs) / joining);
  }

  const deadlines = setInterval(() => {
    const at = nowMs();
    for (const { current } of users.values()) current?.checkDeadlines(at);
  }, DEADLINE_CHECK_MS);

  const seconds = setInterval(() => {
    const at = nowMs();
    const bucket = counter.take(at, wanted);
    options.emit(bucket);
    firstTexts = firstTexts.filter(({ atMs }) => at - atMs <= 3000);
    const sorted = firstTexts.map(({ ttftMs }) => ttftMs).sort((a, b) => a - b);
    options.onSecond({
      inFlight: Math.round(bucket.inFlight),
      startsPerSecond: bucket.starts,
      completionsPerSecond: bucket.completions,
      eventsPerSecond: bucket.events,
      failures: bucket.failures,
      wireTtftMs: sorted[Math.floor(sorted.length / 2)] ?? null,
    });
  }, 1000);

  return {
    async tryOne() {
      const proving = createStreamClient({
        ...wire,
        observer: { firstText: () => undefined, read: () => undefined },
      });
      const stream = launch(proving, 'crowd-proving', 0, nowMs());
      const watch = setInterval(() => stream.checkDeadlines(nowMs()), DEADLINE_CHECK_MS);
      const record = await stream.done;
      clearInterval(watch);
      await proving.close();
      return { record, contentType: stream.contentType, bodySample: stream.bodySample };
    },
    hold,
    async drain() {
      hold(0, 0);
      await Promise.all(loops);
      const over = [...closing].map((stream) => stream.done);
      for (const stream of closing) stream.cancel('the crowd leaves');
      await Promise.all(over);
    },
    async close() {
      clearInterval(deadlines);
      clearInterval(seconds);
      options.emit(counter.take(nowMs(), wanted));
      await client.close();
    },
  };
}

/** Waits, unless the user is woken because the load fell. */
function pause(user: User, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    user.wake = () => {
      clearTimeout(timer);
      resolve();
    };
  });
}
