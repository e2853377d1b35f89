import type { LedgerData } from '../../dist/src/ledger/read-ledger.js';
import type { RunPlan, StagePlan } from '../../dist/src/model/plan.js';
import type { BucketRecord, StageRecord, StreamRecord, TurnRecord } from '../../dist/src/model/records.js';
import { seededRandom } from '../../dist/src/stats/seeded-random.js';
import { eventQueue } from './event-queue.js';

/** A backend of so many workers before one queue, first come first served, and those who ask it. */
export interface QueueSpec {
  readonly seed: number;
  readonly plan: RunPlan;
  readonly stages: readonly StagePlan[];
  readonly people: number;
  readonly slots: number;
  readonly prefillMs: number;
  readonly tokensPerSecond: number;
  readonly tokens: number;
  /** Prefill and length vary evenly by this share. */
  readonly jitterShare: number;
  readonly thinkMs: number;
  /** Requests whose client has left stay in the queue and are served for nobody. */
  readonly servesTheDead: boolean;
  /** From here on every answer takes this many times as long to begin; the backend never gets well again. */
  readonly illFromMs: number;
  readonly illFactor: number;
}

export interface QueueRun {
  readonly plan: RunPlan;
  readonly ledger: LedgerData;
  /** When, from a moment on, nobody waited in the queue for the first time. */
  readonly emptyFrom: (ms: number) => number;
}

interface Request {
  readonly arrivedMs: number;
  readonly done: (request: Request) => void;
  tokensMs: number[];
  left: boolean;
}

const WRITTEN_MS = 1;

/** Plays the run, and writes down what its processes would have. */
export function queueRun(spec: QueueSpec): QueueRun {
  const { stages, slots } = spec;
  const random = seededRandom(spec.seed);
  const around = (mean: number): number => mean * (1 + spec.jitterShare * (2 * random() - 1));
  const events = eventQueue();
  const { at, now } = events;

  const records: StageRecord[] = [];
  let endMs = 0;
  for (const [index, { name, kind, load, durationMs, rampMs }] of stages.entries()) {
    const open = load.model === 'open' ? { perSecond: load.perSecond, arrivals: load.arrivals } : {};
    const streams = load.model === 'closed' ? load.streams : 0;
    records.push({
      type: 'stage',
      index,
      name,
      kind,
      streams,
      ...open,
      rampMs,
      fromMs: endMs,
      toMs: endMs + durationMs,
    });
    endMs += durationMs;
  }
  const stageAt = (ms: number): StageRecord => records.find(({ toMs }) => ms < toMs!) ?? records.at(-1)!;

  let queue: Request[] = [];
  let busy = 0;
  const emptied: number[] = [];
  const filled: number[] = [];
  const serve = (): void => {
    while (busy < slots && queue.length > 0) {
      const request = queue.shift()!;
      if (queue.length === 0) emptied.push(now());
      busy++;
      const ill = now() >= spec.illFromMs ? spec.illFactor : 1;
      const firstMs = now() + around(spec.prefillMs) * ill;
      const count = Math.max(2, Math.round(around(spec.tokens)));
      request.tokensMs = Array.from(
        { length: count },
        (_, k) => firstMs + (k * 1_000) / spec.tokensPerSecond,
      );
      at(request.tokensMs.at(-1)! + WRITTEN_MS, () => {
        busy--;
        if (!request.left) request.done(request);
        serve();
      });
    }
  };
  const ask = (done: Request['done']): Request => {
    const request: Request = { arrivedMs: now(), done, tokensMs: [], left: false };
    if (queue.length === 0) filled.push(now());
    queue.push(request);
    serve();
    return request;
  };
  const leave = (request: Request): void => {
    request.left = true;
    if (spec.servesTheDead || request.tokensMs.length > 0) return;
    queue = queue.filter((other) => other !== request);
    if (queue.length === 0) emptied.push(now());
  };

  const streams: StreamRecord[] = [];
  const running = new Map<number, { request: Request; user: number }>();
  let serial = 0;
  const over = (id: number, user: number, outcome: StreamRecord['outcome'], request: Request): void => {
    running.delete(id);
    const came = request.tokensMs.filter((ms) => ms <= now());
    const [firstTextMs, lastTextMs] = [came[0], came.at(-1)];
    const text = firstTextMs === undefined ? {} : { firstTextMs, lastTextMs: lastTextMs! };
    const { arrivedMs } = request;
    const sent = { scheduledMs: arrivedMs, dispatchedMs: arrivedMs, sentMs: arrivedMs, ...text };
    const counts = {
      events: came.length,
      bytes: came.length * 60,
      textChars: came.length * 4,
      reads: came.length,
    };
    streams.push({
      type: 'stream',
      id: `s${id}`,
      user,
      outcome,
      ...sent,
      endedMs: now(),
      ...counts,
      flowQoe: 1,
    });
  };
  const start = (user: number, then: () => void): void => {
    const id = ++serial;
    const request = ask((done) => {
      over(id, user, 'ok', done);
      then();
    });
    running.set(id, { request, user });
  };
  const again = (user: number) => (): void => {
    if (user < stageAt(now()).streams && now() < endMs) start(user, again(user));
  };
  for (const [index, stage] of records.entries()) {
    at(stage.fromMs, () => {
      const surplus = [...running].filter(([, { user }]) => user < 0 || user >= stage.streams);
      if (stage.perSecond === undefined) {
        for (const [id, { request, user }] of surplus) {
          leave(request);
          over(id, user, 'cancelled', request);
        }
      }
      const before = records[index - 1]?.streams ?? 0;
      for (let user = before; user < stage.streams; user++) {
        at(stage.fromMs + (stage.rampMs * (user - before)) / (stage.streams - before), again(user));
      }
    });
    if (stage.perSecond === undefined) continue;
    for (let ms = stage.fromMs; ; ) {
      ms += (-Math.log(1 - random()) * 1_000) / stage.perSecond;
      if (ms >= stage.toMs!) break;
      at(ms, () => start(-1, () => undefined));
    }
  }

  const turns: TurnRecord[] = [];
  const person = (name: string): void => {
    let ordinal = 0;
    const think = (): number => spec.thinkMs * (0.5 + random());
    const turn = (): void => {
      if (now() >= endMs) return;
      const submittedMs = now();
      const base = {
        type: 'turn',
        id: `${name}-${++ordinal}`,
        person: name,
        journey: 'ask',
        ordinal,
      } as const;
      const quiet = {
        longFrames: [],
        layoutShift: 0,
        retractedChars: 0,
        promptChars: 9,
        probeCostMs: 0,
      } as const;
      const asked = {
        submittedMs,
        inputDoneMs: submittedMs,
        requestSentMs: submittedMs,
        connectedMs: submittedMs,
      };
      let isOver = false;
      const request = ask(({ tokensMs }) => {
        isOver = true;
        const wire = tokensMs.map((ms, k) => [ms, (k + 1) * 4] as const);
        const paints = wire.map(([ms, chars]) => [ms + 8, chars] as const);
        const [first, last] = [wire[0]![0], wire.at(-1)![0]];
        const stamps = {
          ...asked,
          responseStartedMs: first,
          firstWireTextMs: first,
          firstAnswerPaintMs: first + 8,
          lastAnswerPaintMs: last + 8,
          settledMs: last + 10,
        };
        const answerChars = wire.length * 4;
        turns.push({
          ...base,
          ...quiet,
          outcome: 'answered',
          stamps,
          paints,
          wire,
          wireSource: 'netlog',
          answerChars,
        });
        at(last + 10 + think(), turn);
      });
      at(endMs + 2_000, () => {
        if (isOver) return;
        leave(request);
        const cut = { stamps: asked, paints: [], wire: [], wireSource: 'netlog', answerChars: 0 } as const;
        turns.push({ ...base, ...quiet, outcome: 'aborted', ...cut });
      });
    };
    at(think(), turn);
  };
  for (let k = 1; k <= spec.people; k++) person(`person-${k}`);
  events.runUntil(endMs + 3_000);

  const emptyFrom = (ms: number): number => {
    const waits = filled.filter((each) => each <= ms).length > emptied.filter((each) => each <= ms).length;
    return waits ? (emptied.find((each) => each > ms) ?? Number.POSITIVE_INFINITY) : ms;
  };
  const ledger = ledgerOf(records, streams, turns, endMs);
  return {
    plan: { ...spec.plan, seed: spec.seed, people: spec.people, stages: spec.stages },
    ledger,
    emptyFrom,
  };
}

function ledgerOf(
  stages: StageRecord[],
  streams: StreamRecord[],
  turns: TurnRecord[],
  endMs: number,
): LedgerData {
  streams.sort((a, b) => a.scheduledMs - b.scheduledMs);
  turns.sort((a, b) => a.stamps.submittedMs - b.stamps.submittedMs);
  const base = {
    run: 'queue',
    headers: [],
    zeroKnown: true,
    zeroAt: 0,
    lastMs: endMs,
    hosts: [],
    backends: [],
    events: [],
  };
  const counts = { files: 1, records: 1, cutLines: 0, badLines: 0, caveats: [] };
  return { ...base, stages, turns, controls: [], streams, buckets: bucketsOf(streams, endMs), ...counts };
}

/** The crowd's seconds, as its own counters would have them. */
function bucketsOf(streams: readonly StreamRecord[], endMs: number): BucketRecord[] {
  const seconds = Array.from({ length: Math.ceil(endMs / 1_000) }, () => ({
    starts: 0,
    completions: 0,
    cancelled: 0,
    inFlight: 0,
    streaming: 0,
    events: 0,
  }));
  const spread = (
    field: 'inFlight' | 'streaming' | 'events',
    fromMs: number,
    toMs: number,
    sum: number,
  ): void => {
    for (
      let second = Math.floor(fromMs / 1_000);
      second * 1_000 < toMs && second < seconds.length;
      second++
    ) {
      const insideMs = Math.min(toMs, (second + 1) * 1_000) - Math.max(fromMs, second * 1_000);
      seconds[second]![field] += (sum * insideMs) / (toMs - fromMs);
    }
  };
  for (const { scheduledMs, firstTextMs, lastTextMs, endedMs, outcome, events } of streams) {
    const [first, last] = [seconds[Math.floor(scheduledMs / 1_000)], seconds[Math.floor(endedMs / 1_000)]];
    if (first !== undefined) first.starts++;
    if (last !== undefined) last[outcome === 'ok' ? 'completions' : 'cancelled']++;
    if (endedMs > scheduledMs) spread('inFlight', scheduledMs, endedMs, (endedMs - scheduledMs) / 1_000);
    if (firstTextMs === undefined || lastTextMs === undefined || lastTextMs <= firstTextMs) continue;
    spread('streaming', firstTextMs, lastTextMs, (lastTextMs - firstTextMs) / 1_000);
    spread('events', firstTextMs, lastTextMs, events);
  }
  const still = { offeredStreams: 0, failures: 0, gapsUs: null, dispatchLagUs: null };
  const health = { loopLagP99Ms: 1, loopLagMaxMs: 1, cpuMs: 1 };
  return seconds.map((second, index) => ({
    type: 'bucket',
    fromMs: index * 1_000,
    durationMs: 1_000,
    ...second,
    textEvents: second.events,
    bytes: second.events * 60,
    ...still,
    ...health,
  }));
}
