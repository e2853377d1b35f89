import type { CrowdStatus } from '../model/crowd-status.js';
import type { RunPlan, StageLoad } from '../model/plan.js';
import type { BucketRecord, StreamRecord } from '../model/records.js';
import { dialectNamed } from '../wire/dialects.js';
import { createAllowance } from './allowance.js';
import { createArrivals } from './arrivals.js';
import type { CrowdBehaviour } from './behaviour.js';
import { createClosedLoad } from './closed-load.js';
import { createLauncher } from './launcher.js';
import { createLoadClient } from './load-client.js';
import { createSecondCounter } from './second-counter.js';
import { dealt, type Share, WHOLE } from './share.js';
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
   * Offers this load from `fromMs` (by default: now) on. Closed: new users join spread over `rampMs`, surplus streams are cancelled. Open: the
   * rate goes to its new value over `rampMs`. What belongs to the other kind of load is cancelled.
   */
  hold(load: StageLoad, rampMs: number, fromMs?: number): void;
  /** Cancels everything and waits until it is recorded. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

export interface CrowdOptions {
  readonly plan: RunPlan;
  readonly loadUrl: string;
  readonly nowMs: () => number;
  readonly behaviour: CrowdBehaviour;
  /** The run's id, which requests carry. */
  readonly run?: string | undefined;
  readonly emit: (record: StreamRecord | BucketRecord) => void;
  /** `waitsMs`: from due to first text, of the streams whose first text came in the last three seconds. */
  readonly onSecond: (status: CrowdStatus, waitsMs: readonly number[]) => void;
  /** The limit on requests is used up: the crowd has stopped for good. */
  readonly onLimit: (message: string) => void;
  /** This driver's part of the load, where several have it between them. */
  readonly share?: Share | undefined;
  /** Requests so far by lane, in memory that those drivers share. */
  readonly requestsTaken?: Int32Array | undefined;
  /** Calls `take` whenever a second is over, until it is stopped; by default by a clock of the driver's own. */
  readonly everySecond?: ((take: () => void) => () => void) | undefined;
}

const bySecondsOfItsOwn = (take: () => void): (() => void) => {
  const timer = setInterval(take, 1000);
  return () => clearInterval(timer);
};

export const medianWait = (waitsMs: readonly number[]): number | null =>
  [...waitsMs].sort((a, b) => a - b)[Math.floor(waitsMs.length / 2)] ?? null;

/** The load driver: users of a closed load, arrivals of an open one, and a record of each of their streams. */
export function createCrowd(options: CrowdOptions): Crowd {
  const { plan, nowMs, emit, share = WHOLE, everySecond = bySecondsOfItsOwn } = options;
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
    limits: { ...plan.limits, maxStreams: dealt(plan.limits.maxStreams, share) },
    requests: createAllowance(plan.limits.maxRequests, options.requestsTaken),
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
  // Numbers that no other driver gives, and those of a single one where there is but one.
  const newUser = (): VirtualUser => createVirtualUser(1 + share.index + share.of * users++, options);
  const closed = createClosedLoad({
    launcher,
    nowMs,
    newUser,
    obeysRetryAfter: plan.crowd.retryAfter === 'obey',
    share,
  });
  const arriving = createArrivals({
    launcher,
    nowMs,
    newUser,
    seed: plan.seed,
    longestWaitMs: plan.deadlines.stream.firstTextMs,
    share,
  });
  let load: StageLoad = { model: 'none' };

  function hold(asked: StageLoad, rampMs: number, fromMs = nowMs()): void {
    load = launcher.usedUp ? { model: 'none' } : asked;
    if (load.model === 'none') firstTexts = [];
    closed.hold(load.model === 'closed' ? load.streams : 0, rampMs, fromMs);
    if (load.model === 'open') arriving.set(load.perSecond, load.arrivals, rampMs, fromMs);
    else arriving.stop();
  }

  const deadlines = setInterval(() => {
    const at = nowMs();
    for (const stream of launcher.open) stream.checkDeadlines(at);
  }, DEADLINE_CHECK_MS);

  const takeSecond = (atMs: number): BucketRecord =>
    counter.take(atMs, load.model === 'closed' ? dealt(load.streams, share) : 0, arriving.perSecond(atMs));

  const stopSeconds = everySecond(() => {
    const at = nowMs();
    const bucket = takeSecond(at);
    emit(bucket);
    firstTexts = firstTexts.filter(({ atMs }) => at - atMs <= 3000);
    const waitsMs = firstTexts.map(({ ttftMs }) => ttftMs);
    const status = {
      inFlight: Math.round(bucket.inFlight),
      startsPerSecond: bucket.starts,
      completionsPerSecond: bucket.completions,
      eventsPerSecond: bucket.events,
      failures: bucket.failures,
      wireTtftMs: medianWait(waitsMs),
    };
    options.onSecond(status, waitsMs);
  });

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
      return {
        record: turn.concealed(record),
        contentType: stream.contentType,
        bodySample: turn.conceal(stream.bodySample),
      };
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
      stopSeconds();
      emit(takeSecond(nowMs()));
      counter.close();
      await client.close();
    },
  };
}
