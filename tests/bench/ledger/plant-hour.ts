import type { LedgerData } from '#plimsoll/ledger/read-ledger.js';
import type { BucketRecord, HostRecord } from '#plimsoll/model/records.js';
import { createLatencyHistogram } from '#plimsoll/stats/latency-histogram.js';
import { type Chance, chance } from '../../prove/chance.js';
import { type LedgerRun, plantRun } from '../../prove/plant-run.js';

/** Twelve loads of five minutes. */
const STEPS = Array.from({ length: 12 }, (_, step) => 10 * step);
const STAGE_MS = 300_000;
const GAPS_A_SECOND = 60;

/** The ledger of a run of an hour with so many turns and streams, and with all that a crowd and a watch say of each second. */
export function plantHour(turns: number, streams: number): LedgerRun {
  const random = chance(1);
  const slowed = (load: number): number => 300 * Math.exp(0.3 * random.normal()) * (1 + load / 60);
  const { plan, ledger } = plantRun({
    seed: 1,
    random,
    stageMs: STAGE_MS,
    streams: STEPS,
    turnsPerStage: () => Math.round(turns / STEPS.length),
    streamsPerStage: () => Math.round(streams / (STEPS.length - 1)),
    turn: ({ load }) => ({ serverMs: slowed(load), pageMs: 20 + 30 * random.even() }),
    stream: ({ load }) => slowed(load),
  });
  return { plan, ledger: withSeconds(ledger, random) };
}

function withSeconds(ledger: LedgerData, random: Chance): LedgerData {
  const { buckets, lastMs } = ledger;
  const histogram = (n: number, aroundUs: number): string => {
    const values = createLatencyHistogram();
    for (let k = 0; k < n; k++) values.record(aroundUs * Math.exp(0.4 * random.normal()));
    return values.encode();
  };
  const hosts = Array.from({ length: Math.floor((lastMs ?? 0) / 1_000) }, (_, second): HostRecord => {
    const cpuBusyShare = 0.3 + 0.2 * random.even();
    return {
      type: 'host',
      fromMs: second * 1_000,
      toMs: (second + 1) * 1_000,
      cores: 2,
      cpuBusyShare,
      foreignCpuShare: 0.02 * random.even(),
      pressureSomeAvg10: 2,
      memoryAvailableMb: 4_000,
      shares: { browsers: cpuBusyShare },
    };
  });
  return {
    ...ledger,
    hosts,
    buckets: buckets.map(
      (bucket): BucketRecord => ({
        ...bucket,
        gapsUs: bucket.events === 0 ? null : histogram(GAPS_A_SECOND, 30_000),
        dispatchLagUs: bucket.starts === 0 ? null : histogram(bucket.starts, 1_000),
        loopLagMaxMs: 2 + 8 * random.even(),
      }),
    ),
  };
}
