import type { CrowdStatus } from '../model/crowd-status.js';
import type { RunPlan, StageLoad } from '../model/plan.js';
import type { BucketRecord, StreamRecord } from '../model/records.js';
import { seededRandom } from '../stats/seeded-random.js';
import { dialectNamed } from '../wire/dialects.js';
import { createClosedLoad } from './closed-load.js';
import { createLauncher, type Launched } from './launcher.js';
import { createOpenLoad } from './open-load.js';
import type { OpenStream } from './open-stream.js';
import { buildRequest, type StreamRequest } from './request.js';
import { createSecondCounter } from './second-counter.js';
import { createStreamClient } from './stream-client.js';

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
  /**
   * Offers this load from now on. Closed: new users join spread over `rampMs`, surplus streams are cancelled. Open: the
   * rate goes to its new value over `rampMs`. What belongs to the other kind of load is cancelled.
   */
  hold(load: StageLoad, rampMs: number): void;
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

/** The load driver: users of a closed load, arrivals of an open one, and a record of each of their streams. */
export function createCrowd(options: Options): Crowd {
  const { plan, nowMs, emit } = options;
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
  const launcher = createLauncher({
    limits: plan.limits,
    client,
    counter,
    nowMs,
    emit,
    onUsedUp: (message) => {
      hold({ model: 'none' }, 0);
      options.onLimit(message);
    },
  });
  let users = 0;
  const nextUser = (): number => ++users;
  const request = (id: string): StreamRequest =>
    buildRequest(plan.target, options.loadUrl, options.prompt(), id);
  const closed = createClosedLoad({ launcher, nowMs, request, nextUser });
  const arrived = new Set<Promise<Launched>>();
  /** Streams of arrivals whose answer is not over. */
  const underWay = new Set<OpenStream>();
  const open = createOpenLoad({ nowMs, random: seededRandom(plan.seed), arrive });
  let load: StageLoad = { model: 'none' };

  /** Somebody of the open load has come. Whom the cap holds back for longer than anybody waits for text is given up. */
  function arrive(scheduledMs: number): void {
    const user = nextUser();
    const order = { id: `crowd-${user}-1`, user, scheduledMs };
    const launched = launcher.launch({
      ...order,
      request: () => request(order.id),
      opened: (stream) => underWay.add(stream),
      unwanted: () => {
        if (load.model !== 'open') return 'the load fell before the cap on streams let it start';
        const lateMs = nowMs() - scheduledMs;
        return lateMs > plan.deadlines.stream.firstTextMs
          ? `the cap on streams held it back for ${Math.round(lateMs)} ms`
          : undefined;
      },
    });
    arrived.add(launched);
    void launched.then((outcome) => {
      arrived.delete(launched);
      if (outcome.stream === undefined) launcher.drop(order, outcome.why);
      else underWay.delete(outcome.stream);
    });
  }

  function hold(asked: StageLoad, rampMs: number): void {
    load = launcher.usedUp ? { model: 'none' } : asked;
    if (load.model === 'none') firstTexts = [];
    closed.hold(load.model === 'closed' ? load.streams : 0, rampMs);
    if (load.model === 'open') open.set(load.perSecond, load.arrivals, rampMs);
    else {
      open.stop();
      for (const stream of underWay) stream.cancel('the load fell');
    }
  }

  const deadlines = setInterval(() => {
    const at = nowMs();
    for (const stream of launcher.open) stream.checkDeadlines(at);
  }, DEADLINE_CHECK_MS);

  const takeSecond = (atMs: number): BucketRecord =>
    counter.take(atMs, load.model === 'closed' ? load.streams : 0, open.perSecond(atMs));

  const seconds = setInterval(() => {
    const at = nowMs();
    const bucket = takeSecond(at);
    emit(bucket);
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
      const id = 'crowd-proving';
      const stream = proving.open({ id, user: 0, scheduledMs: nowMs(), request: request(id) });
      const watch = setInterval(() => stream.checkDeadlines(nowMs()), DEADLINE_CHECK_MS);
      const record = await stream.done;
      clearInterval(watch);
      await proving.close();
      return { record, contentType: stream.contentType, bodySample: stream.bodySample };
    },
    hold,
    async drain() {
      hold({ model: 'none' }, 0);
      await Promise.all([closed.gone(), ...arrived]);
      const over = [...launcher.open].map((stream) => stream.done);
      for (const stream of launcher.open) stream.cancel('the crowd leaves');
      await Promise.all(over);
    },
    async close() {
      clearInterval(deadlines);
      clearInterval(seconds);
      emit(takeSecond(nowMs()));
      await client.close();
    },
  };
}
