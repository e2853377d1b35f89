import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure, Measurement } from '../measurement.js';
import { spawnNode } from '../spawn-node.js';

const SIZES = [10_000, 100_000, 1_000_000];
const STREAMS_PER_TURN = 100;
const MOST_SECONDS = 30;
const MOST_KB = 1_000_000;
/** Each tenfold ledger may take so much more per record than the one before: what begins and ends a process counts less. */
const MOST_GROWTH = 1.3;

interface Built {
  readonly type: 'built';
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly mostResidentKb: number;
}

/** Ledgers of growing size to findings and report, in a process of its own on one core. */
export const findings: Measurement = {
  about: 'time and memory from a ledger of up to a million streams to its report, on one core',
  byDefault: true,
  async run({ say }) {
    const figures: Figure[] = [];
    let before: number | undefined;
    for (const streams of SIZES) {
      const turns = streams / STREAMS_PER_TURN;
      const { wallMs, cpuMs, mostResidentKb } = await built(streams, turns);
      const workload = `${streams} + ${turns}`;
      const isLargest = streams === SIZES.at(-1);
      say(`${workload}: ${(wallMs / 1000).toFixed(1)} s, processor ${(cpuMs / 1000).toFixed(1)} s`);
      const perRecordUs = (wallMs * 1000) / streams;
      figures.push(
        {
          name: 'findings.time',
          workload,
          value: wallMs / 1000,
          unit: 's',
          ...(isLargest ? { target: { atMost: MOST_SECONDS } } : {}),
        },
        {
          name: 'findings.memory',
          workload,
          value: mostResidentKb,
          unit: 'kB',
          ...(isLargest ? { target: { atMost: MOST_KB } } : {}),
        },
      );
      if (before !== undefined)
        figures.push({
          name: 'findings.perRecordVsTenth',
          workload,
          value: perRecordUs / before,
          unit: 'ratio',
          target: { atMost: MOST_GROWTH },
        });
      before = perRecordUs;
    }
    return figures;
  },
};

async function built(streams: number, turns: number): Promise<Built> {
  const folder = mkdtempSync(join(tmpdir(), 'plimsoll-bench-'));
  try {
    const writer = spawnNode('ledger/write-ledger.js', [folder, String(streams), String(turns)]);
    await writer.exited;
    const builder = spawnNode('ledger/build-report.js', [folder], { onOneCore: true });
    const told = await builder.next<Built, 'built'>('built');
    await builder.end();
    return told;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
