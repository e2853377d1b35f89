import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { StreamOutcome } from '../model/outcome.js';
import type { BucketRecord } from '../model/records.js';
import { createLatencyHistogram, type LatencyHistogram } from '../stats/latency-histogram.js';
import { watchGc } from './gc-watch.js';

/** Counts what happens in one second of the driver and turns it into a bucket. */
export interface SecondCounter {
  started(dispatchLagMs: number): void;
  /** The cap on streams holds one back; it may start later. */
  deferred(): void;
  /** One was given up before it was sent. */
  dropped(): void;
  /** A stream began to send text. */
  streaming(): void;
  read(events: number, textEvents: number, bytes: number, gapMs: number | undefined): void;
  ended(outcome: StreamOutcome, hadText: boolean): void;
  /** Closes the current second at `nowMs` and begins the next. */
  take(nowMs: number, offeredStreams: number, offeredPerSecond: number | null): BucketRecord;
  /** Ends its watch over loop and garbage. */
  close(): void;
}

/** Resolution of the event-loop delay histogram, ms; its own period is taken off by `delayMs`. */
const LOOP_RESOLUTION_MS = 10;

/** Time-weighted mean of a level that steps up and down. */
class Level {
  #level = 0;
  #area = 0;
  #sinceMs: number;
  constructor(nowMs: number) {
    this.#sinceMs = nowMs;
  }
  step(by: number, nowMs: number): void {
    this.#area += this.#level * (nowMs - this.#sinceMs);
    this.#sinceMs = nowMs;
    this.#level += by;
  }
  takeMean(fromMs: number, nowMs: number): number {
    this.step(0, nowMs);
    const mean = nowMs > fromMs ? this.#area / (nowMs - fromMs) : this.#level;
    this.#area = 0;
    return mean;
  }
}

const nothingYet = () => ({
  starts: 0,
  completions: 0,
  failures: 0,
  cancelled: 0,
  deferred: 0,
  dropped: 0,
  events: 0,
  textEvents: 0,
  bytes: 0,
});

export function createSecondCounter(nowMs: () => number): SecondCounter {
  const loop = monitorEventLoopDelay({ resolution: LOOP_RESOLUTION_MS });
  loop.enable();
  const gc = watchGc();
  const delayMs = (ns: number): number =>
    Number.isFinite(ns) ? Math.max(0, ns / 1e6 - LOOP_RESOLUTION_MS) : 0;
  const inFlight = new Level(nowMs());
  const withText = new Level(nowMs());
  let cpu = process.cpuUsage();
  let fromMs = nowMs();
  let counts = nothingYet();
  let gaps: LatencyHistogram | null = null;
  let lags: LatencyHistogram | null = null;
  return {
    started(dispatchLagMs) {
      counts.starts++;
      inFlight.step(1, nowMs());
      lags ??= createLatencyHistogram();
      lags.record(dispatchLagMs * 1000);
    },
    streaming() {
      withText.step(1, nowMs());
    },
    read(events, textEvents, bytes, gapMs) {
      counts.events += events;
      counts.textEvents += textEvents;
      counts.bytes += bytes;
      if (gapMs === undefined) return;
      gaps ??= createLatencyHistogram();
      gaps.record(gapMs * 1000);
    },
    ended(outcome, hadText) {
      const at = nowMs();
      inFlight.step(-1, at);
      if (hadText) withText.step(-1, at);
      if (outcome === 'ok' || outcome === 'incomplete') counts.completions++;
      else if (outcome === 'cancelled') counts.cancelled++;
      else counts.failures++;
    },
    deferred() {
      counts.deferred++;
    },
    dropped() {
      counts.dropped++;
    },
    take(at, offeredStreams, offeredPerSecond) {
      const used = process.cpuUsage(cpu);
      cpu = process.cpuUsage();
      const collected = gc.take();
      const bucket: BucketRecord = {
        type: 'bucket',
        fromMs,
        durationMs: at - fromMs,
        offeredStreams,
        ...(offeredPerSecond === null ? {} : { offeredPerSecond }),
        ...counts,
        inFlight: inFlight.takeMean(fromMs, at),
        streaming: withText.takeMean(fromMs, at),
        gapsUs: gaps?.encode() ?? null,
        dispatchLagUs: lags?.encode() ?? null,
        loopLagP99Ms: delayMs(loop.percentile(99)),
        loopLagMaxMs: delayMs(loop.max),
        cpuMs: (used.user + used.system) / 1000,
        gcMs: collected.sumMs,
        gcMaxMs: collected.maxMs,
      };
      loop.reset();
      counts = nothingYet();
      gaps = null;
      lags = null;
      fromMs = at;
      return bucket;
    },
    close() {
      loop.disable();
      gc.stop();
    },
  };
}
