import type { CrowdStatus } from '../model/crowd-status.js';
import type { RunPlan, StageLoad } from '../model/plan.js';
import type { BucketRecord, StreamRecord } from '../model/records.js';
import { dialectNamed } from '../wire/dialects.js';
import { createArrivals } from './arrivals.js';
import type { CrowdBehaviour } from './behaviour.js';
import { createClosedLoad } from './closed-load.js';
import { createLauncher } from './launcher.js';
import { createLoadClient } from './load-client.js';
import { createSecondCounter } from './second-counter.js';
import { createVirtualUser, type VirtualUser } from './virtual-user.js';

const DEADLINE_CHECK_MS = 100;

/** What came of one stream by itself, with what a person needs to see when it did not work. */
export interface TriedStream {
  readonly record: StreamRecord;
  readonly contentType: string | undefined;
  readonly bodySample: string;
  /** Where it was sent, where there are several servers. */
  readonly loadUrl?: string;
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
  readonly behaviour: CrowdBehaviour;
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
  const wire = {
    dialect: dialectNamed(plan.target.loadDialect),
    deadlines: plan.deadlines.stream,
    nowMs,
    connection: plan.crowd,
  };
  const client = createLoadClient(plan.target, {
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
  const newUser = (): VirtualUser => createVirtualUser(++users, options);
  const closed = createClosedLoad({
    launcher,
    nowMs,
    newUser,
    obeysRetryAfter: plan.crowd.retryAfter === 'obey',
  });
  const arriving = createArrivals({
    launcher,
    nowMs,
    newUser,
    seed: plan.seed,
    longestWaitMs: plan.deadlines.stream.firstTextMs,
  });
  let load: StageLoad = { model: 'none' };

  function hold(asked: StageLoad, rampMs: number): void {
    load = launcher.usedUp ? { model: 'none' } : asked;
    if (load.model === 'none') firstTexts = [];
    closed.hold(load.model === 'closed' ? load.streams : 0, rampMs);
    if (load.model === 'open') arriving.set(load.perSecond, load.arrivals, rampMs);
    else arriving.stop();
  }

  const deadlines = setInterval(() => {
    const at = nowMs();
    for (const stream of launcher.open) stream.checkDeadlines(at);
  }, DEADLINE_CHECK_MS);

  const takeSecond = (atMs: number): BucketRecord =>
    counter.take(atMs, load.model === 'closed' ? load.streams : 0, arriving.perSecond(atMs));

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
      const proving = createLoadClient(plan.target, {
        ...wire,
        observer: { firstText: () => undefined, read: () => undefined },
      });
      const turn = createVirtualUser(0, options).next();
      const stream = proving.open({
        id: 'crowd-proving',
        user: 0,
        scheduledMs: nowMs(),
        request: turn.request,
      });
      const watch = setInterval(() => stream.checkDeadlines(nowMs()), DEADLINE_CHECK_MS);
      const record = await stream.done;
      clearInterval(watch);
      await proving.close();
      return { record, contentType: stream.contentType, bodySample: stream.bodySample };
    },
    hold,
    async drain() {
      hold({ model: 'none' }, 0);
      await Promise.all([closed.gone(), arriving.gone()]);
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
