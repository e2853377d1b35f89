import type { LedgerData } from '../../dist/src/ledger/read-ledger.js';
import type { RunPlan, StagePlan } from '../../dist/src/model/plan.js';
import type {
  BucketRecord,
  ControlRecord,
  EventRecord,
  HostRecord,
  StageRecord,
  StreamRecord,
  TurnRecord,
} from '../../dist/src/model/records.js';
import { flowQoe } from '../../dist/src/stats/flow-qoe.js';
import { createLatencyHistogram } from '../../dist/src/stats/latency-histogram.js';
import { seededRandom } from '../../dist/src/stats/seeded-random.js';
import { PLANTED_PAGE, type PlantedPage, plantPageWork } from './plant-page-work.js';
import { plantPlan } from './plant-plan.js';

/** The truth that is planted: a backend with slots and a queue, a page with delays of its own, an honest instrument. */
export interface Planted {
  readonly seed: number;
  readonly stages: readonly StagePlan[];
  readonly people: number;
  readonly slots: number;
  readonly prefillMs: number;
  readonly tokensPerSecond: number;
  readonly tokens: number;
  readonly jitterShare: number;
  readonly charsPerToken: number;
  readonly inputMs: number;
  readonly pageBeforeMs: number;
  readonly pageAfterMs: number;
  readonly thinkMs: number;
  /** From here on every new request is answered with 503. */
  readonly brokenFromMs: number;
  /** How far the control's paints are off at most; its plays are left out at `null`. */
  readonly controlErrorMs: number | null;
  readonly host: Pick<HostRecord, 'cpuBusyShare' | 'foreignCpuShare' | 'pressureSomeAvg10'>;
  readonly loopLagMs: number;
  readonly dispatchLagMs: number;
  /** What each person's answers are slowed by in the page, beside `pageAfterMs`, per stream of the crowd. */
  readonly pageMsPerStream: number;
  /** The ledger ends here, as that of a killed run. */
  readonly cutAtMs: number;
  /** What the page does while an answer comes. */
  readonly page: PlantedPage;
}

export const PLANTED: Planted = {
  seed: 1,
  stages: plantPlan.stages,
  people: 2,
  slots: 4,
  prefillMs: 150,
  tokensPerSecond: 60,
  tokens: 60,
  jitterShare: 0.1,
  charsPerToken: 4.5,
  inputMs: 3,
  pageBeforeMs: 4,
  pageAfterMs: 12,
  thinkMs: 400,
  brokenFromMs: Number.POSITIVE_INFINITY,
  controlErrorMs: 12,
  host: { cpuBusyShare: 0.6, foreignCpuShare: 0.02, pressureSomeAvg10: 10 },
  loopLagMs: 4,
  dispatchLagMs: 2,
  pageMsPerStream: 0,
  cutAtMs: Number.POSITIVE_INFINITY,
  page: PLANTED_PAGE,
};

/** One request as the backend served it. Times in milliseconds since the run's zero. */
interface Served {
  readonly arrivedMs: number;
  tokensMs: number[];
  done: ((failed: boolean) => void) | null;
}

export interface PlantedRun {
  readonly planted: Planted;
  readonly plan: RunPlan;
  readonly ledger: LedgerData;
}

export function plantLedger(overrides: Partial<Planted> = {}): PlantedRun {
  const planted = { ...PLANTED, ...overrides };
  const random = seededRandom(planted.seed);
  const around = (mean: number, share: number): number => mean * (1 + share * (2 * random() - 1));
  const events: { ms: number; run: () => void }[] = [];
  let now = 0;
  const at = (ms: number, run: () => void): void => {
    const index = events.findLastIndex((event) => event.ms <= ms) + 1;
    events.splice(index, 0, { ms, run });
  };

  const stages: StageRecord[] = [];
  let endMs = 0;
  planted.stages.forEach((stage, index) => {
    const fromMs = endMs;
    endMs += stage.durationMs;
    const streams = stage.load.model === 'closed' ? stage.load.streams : 0;
    stages.push({
      type: 'stage',
      index,
      name: stage.name,
      kind: stage.kind,
      streams,
      rampMs: stage.rampMs,
      fromMs,
      toMs: endMs,
      ended: 'on-time',
    });
  });
  const stageAt = (ms: number): StageRecord => stages.find(({ toMs }) => ms < (toMs ?? 0)) ?? stages.at(-1)!;

  // The backend: a queue before a number of slots, first come first served.
  const queue: Served[] = [];
  let busy = 0;
  const serveNext = (): void => {
    while (busy < planted.slots && queue.length > 0) {
      const served = queue.shift()!;
      busy++;
      const firstMs = now + around(planted.prefillMs, planted.jitterShare);
      const tokens = Math.round(around(planted.tokens, planted.jitterShare));
      served.tokensMs = Array.from(
        { length: tokens },
        (_, k) => firstMs + (k * 1_000) / planted.tokensPerSecond,
      );
      at(served.tokensMs.at(-1)! + 1, () => {
        busy--;
        served.done?.(false);
        serveNext();
      });
    }
  };
  const request = (done: (failed: boolean) => void): Served => {
    const served: Served = { arrivedMs: now, tokensMs: [], done };
    if (now >= planted.brokenFromMs) at(now + 5, () => served.done?.(true));
    else {
      queue.push(served);
      serveNext();
    }
    return served;
  };
  /** A client that leaves frees its place in the queue; a slot finishes what it has begun. */
  const leave = (served: Served): void => {
    served.done = null;
    const index = queue.indexOf(served);
    if (index >= 0) queue.splice(index, 1);
  };

  // The crowd: a stage's number of users, each asking again as soon as it has its answer.
  const streams: StreamRecord[] = [];
  const lags: { ms: number; us: number }[] = [];
  const inService = new Map<number, { served: Served; scheduledMs: number; serial: number }>();
  let serial = 0;
  const start = (user: number): void => {
    const scheduledMs = now;
    const mine = ++serial;
    lags.push({ ms: now, us: 1_000 * around(planted.dispatchLagMs, 0.5) });
    at(now + planted.dispatchLagMs, () => {
      const served = request((failed) => {
        inService.delete(user);
        streams.push(streamRecord(mine, user, failed ? 'http_5xx' : 'ok', scheduledMs, served));
        if (user < stageAt(now).streams) at(now + (failed ? 200 : 0), () => startIfWanted(user));
      });
      inService.set(user, { served, scheduledMs, serial: mine });
    });
  };
  const startIfWanted = (user: number): void => {
    if (user < stageAt(now).streams && now < endMs) start(user);
  };
  const streamRecord = (
    id: number,
    user: number,
    outcome: StreamRecord['outcome'],
    scheduledMs: number,
    served: Served,
  ): StreamRecord => {
    const arrived = served.tokensMs.filter((ms) => ms <= now);
    const [first, last] = [arrived[0], arrived.at(-1)];
    const sentMs = scheduledMs + planted.dispatchLagMs;
    return {
      type: 'stream',
      id: `s${id}`,
      user,
      outcome,
      scheduledMs,
      dispatchedMs: sentMs,
      sentMs,
      headersMs: sentMs + 2,
      ...(first === undefined || last === undefined
        ? {}
        : {
            firstByteMs: first,
            firstEventMs: first,
            firstTextMs: first,
            lastTextMs: last,
            maxGapMs: 1_000 / planted.tokensPerSecond,
            flowQoe: flowQoe(
              arrived.map((ms, k) => [ms, (k + 1) * planted.charsPerToken]),
              Number.POSITIVE_INFINITY,
            )!,
          }),
      ...(outcome === 'ok' ? { terminalMs: now, eofMs: now } : {}),
      endedMs: now,
      events: arrived.length + (outcome === 'ok' ? 1 : 0),
      bytes: arrived.length * 60,
      textChars: Math.round(arrived.length * planted.charsPerToken),
      reads: arrived.length,
    };
  };
  stages.forEach((stage, index) => {
    const before = stages[index - 1]?.streams ?? 0;
    at(stage.fromMs, () => {
      for (let user = stage.streams; user < before; user++) {
        const running = inService.get(user);
        if (running === undefined) continue;
        leave(running.served);
        inService.delete(user);
        streams.push(streamRecord(running.serial, user, 'cancelled', running.scheduledMs, running.served));
      }
      for (let user = before; user < stage.streams; user++) {
        const delay = (stage.rampMs * (user - before)) / Math.max(1, stage.streams - before);
        at(stage.fromMs + delay, () => startIfWanted(user));
      }
    });
  });

  // People: ask, read, think; the control is played twice a stage between turns.
  const turns: TurnRecord[] = [];
  const controls: ControlRecord[] = [];
  const deadlineMs = plantPlan.deadlines.page.turnMs;
  const person = (name: string): void => {
    let ordinal = 0;
    const plays = new Map<string, number>();
    const think = (): number => around(planted.thinkMs, 0.5);
    const ask = (): void => {
      if (now >= endMs) return;
      const played = plays.get(stageAt(now).name) ?? 0;
      if (planted.controlErrorMs !== null && played < 2) {
        plays.set(stageAt(now).name, played + 1);
        const off = planted.controlErrorMs;
        const paintErrorMs = Array.from({ length: 13 }, () => off * (2 * random() - 1));
        const wireErrorMs = Array.from({ length: 13 }, () => random());
        controls.push({ type: 'control', person: name, atMs: now, frameMs: 16.7, paintErrorMs, wireErrorMs });
        at(now + 500, ask);
        return;
      }
      const submittedMs = now;
      const id = `${name}-${++ordinal}`;
      const pageAfterMs = around(planted.pageAfterMs, 0.3) + planted.pageMsPerStream * stageAt(now).streams;
      const base = {
        type: 'turn',
        id,
        person: name,
        journey: 'ask',
        ordinal,
        wireSource: 'netlog',
        longFrames: [],
        layoutShift: 0,
        retractedChars: 0,
        promptChars: 60,
        probeCostMs: 1,
        frameMs: 16.7,
      } as const;
      const inputDoneMs = submittedMs + planted.inputMs;
      const requestSentMs = inputDoneMs + planted.pageBeforeMs;
      at(requestSentMs + 2, () => {
        let over = false;
        const early = {
          submittedMs,
          inputDoneMs,
          acknowledgedMs: submittedMs + 20,
          requestSentMs,
          connectedMs: requestSentMs + 1,
        };
        const end = (outcome: TurnRecord['outcome'], detail: string): void => {
          over = true;
          leave(served);
          turns.push({ ...base, outcome, detail, stamps: early, paints: [], wire: [], answerChars: 0 });
        };
        const served = request((failed) => {
          if (over) return;
          over = true;
          if (failed) {
            turns.push({
              ...base,
              outcome: 'error_shown',
              detail: 'The page showed an error.',
              stamps: { ...early, responseStartedMs: now, settledMs: now + 20 },
              paints: [],
              wire: [],
              answerChars: 0,
            });
            at(now + 20 + think(), ask);
            return;
          }
          const wire = served.tokensMs.map(
            (ms, k) => [ms + 1, Math.round((k + 1) * planted.charsPerToken)] as const,
          );
          const paints = wire.map(([ms, chars]) => [ms + pageAfterMs, chars] as const);
          const lastAnswerPaintMs = paints.at(-1)![0];
          turns.push({
            ...base,
            outcome: 'answered',
            stamps: {
              ...early,
              firstFeedbackMs: submittedMs + 40,
              responseStartedMs: requestSentMs + 4,
              firstWireTextMs: wire[0]![0],
              firstAnswerPaintMs: paints[0]![0],
              lastAnswerPaintMs,
              settledMs: lastAnswerPaintMs + 20,
            },
            paints,
            wire,
            answerChars: wire.at(-1)![1],
            answer: 'x'.repeat(20),
          });
          at(lastAnswerPaintMs + 20 + think(), ask);
        });
        at(submittedMs + deadlineMs, () => {
          if (over) return;
          end('timed_out', 'No answer within the deadline.');
          at(now + think(), ask);
        });
        at(endMs + 3_000, () => {
          if (!over) end('aborted', 'The run was over.');
        });
      });
    };
    at(around(planted.thinkMs, 1), ask);
  };
  for (let k = 1; k <= planted.people; k++) person(`person-${k}`);

  while (events.length > 0) {
    const event = events.shift()!;
    now = Math.max(now, event.ms);
    event.run();
  }
  return {
    planted,
    plan: planOf(planted),
    ledger: ledgerOf(planted, { stages, streams, turns, controls, lags, endMs }),
  };
}

const planOf = (planted: Planted): RunPlan => ({
  ...plantPlan,
  people: planted.people,
  seed: planted.seed,
  stages: planted.stages,
});

interface Simulated {
  readonly stages: readonly StageRecord[];
  readonly streams: readonly StreamRecord[];
  readonly turns: readonly TurnRecord[];
  readonly controls: readonly ControlRecord[];
  readonly lags: readonly { ms: number; us: number }[];
  readonly endMs: number;
}

function ledgerOf(planted: Planted, simulated: Simulated): LedgerData {
  const { cutAtMs } = planted;
  const endMs = Math.min(simulated.endMs, cutAtMs);
  const crowd = simulated.stages.some(({ streams }) => streams > 0);
  const hosts: HostRecord[] = [];
  for (let fromMs = 0; fromMs + 1_000 <= endMs; fromMs += 1_000) {
    hosts.push({
      type: 'host',
      fromMs,
      toMs: fromMs + 1_000,
      cores: 2,
      memoryAvailableMb: 4_000,
      shares: {},
      ...planted.host,
    });
  }
  const ready: EventRecord = {
    type: 'event',
    atMs: -20,
    kind: 'ready',
    message: 'Everyone is ready.',
    data: { platform: 'linux x64', node: 'v20.20.2', browser: 'Chromium 156' },
  };
  const stages = simulated.stages
    .filter(({ fromMs }) => fromMs < cutAtMs)
    .map(({ toMs, ended, ...stage }) => (toMs! > cutAtMs ? stage : { ...stage, toMs: toMs!, ended: ended! }));
  return {
    run: `planted-${planted.seed}`,
    headers: [],
    zeroKnown: true,
    zeroAt: Date.UTC(2026, 0, 1),
    lastMs: endMs,
    stages,
    turns: plantPageWork(
      simulated.turns.toSorted((a, b) => a.stamps.submittedMs - b.stamps.submittedMs),
      planted.page,
    ).filter(({ stamps }) => (stamps.settledMs ?? stamps.submittedMs) <= cutAtMs),
    controls: simulated.controls.filter(({ atMs }) => atMs + 500 <= cutAtMs).sort((a, b) => a.atMs - b.atMs),
    streams: simulated.streams
      .filter((stream) => stream.endedMs <= cutAtMs)
      .sort((a, b) => a.scheduledMs - b.scheduledMs),
    buckets: crowd ? bucketsOf(planted, simulated, endMs) : [],
    hosts,
    backends: [],
    events: [ready],
    files: 4,
    records: 1_000,
    cutLines: 0,
    badLines: 0,
    caveats: [],
  };
}

function bucketsOf(planted: Planted, { stages, streams, lags }: Simulated, endMs: number): BucketRecord[] {
  const buckets: BucketRecord[] = [];
  for (let fromMs = 0; fromMs + 1_000 <= endMs; fromMs += 1_000) {
    const toMs = fromMs + 1_000;
    const inside = (ms: number | undefined): boolean => ms !== undefined && ms >= fromMs && ms < toMs;
    const overlap = (a: number, b: number): number =>
      Math.max(0, Math.min(b, toMs) - Math.max(a, fromMs)) / 1_000;
    const ended = streams.filter(({ endedMs }) => inside(endedMs));
    const gaps = createLatencyHistogram();
    let events = 0;
    for (const { firstTextMs, lastTextMs, reads } of streams) {
      if (firstTextMs === undefined || lastTextMs === undefined || lastTextMs < fromMs || firstTextMs > toMs)
        continue;
      for (let k = 0; k < reads; k++) {
        if (!inside(firstTextMs + (k * 1_000) / planted.tokensPerSecond)) continue;
        events++;
        if (k > 0) gaps.record(1e6 / planted.tokensPerSecond);
      }
    }
    const late = createLatencyHistogram();
    for (const { ms, us } of lags) if (inside(ms)) late.record(us);
    buckets.push({
      type: 'bucket',
      fromMs,
      durationMs: 1_000,
      offeredStreams:
        stages.find((stage) => fromMs >= stage.fromMs && fromMs < (stage.toMs ?? 0))?.streams ?? 0,
      starts: streams.filter(({ dispatchedMs }) => inside(dispatchedMs)).length,
      completions: ended.filter(({ outcome }) => outcome === 'ok').length,
      failures: ended.filter(({ outcome }) => outcome !== 'ok' && outcome !== 'cancelled').length,
      cancelled: ended.filter(({ outcome }) => outcome === 'cancelled').length,
      inFlight: streams.reduce((sum, { dispatchedMs, endedMs }) => sum + overlap(dispatchedMs!, endedMs), 0),
      streaming: streams.reduce(
        (sum, { firstTextMs, lastTextMs }) =>
          sum + (firstTextMs === undefined ? 0 : overlap(firstTextMs, lastTextMs!)),
        0,
      ),
      events,
      textEvents: events,
      bytes: events * 60,
      gapsUs: gaps.n > 0 ? gaps.encode() : null,
      dispatchLagUs: late.n > 0 ? late.encode() : null,
      loopLagP99Ms: planted.loopLagMs,
      loopLagMaxMs: planted.loopLagMs * 1.5,
      cpuMs: 100,
    });
  }
  return buckets;
}
