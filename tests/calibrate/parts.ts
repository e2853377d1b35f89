import type { Found } from './calibration-file.js';
import { type Judged, judgeAttribution, judgeOverhead, judgePage, judgeStalls, judgeWire } from './judge.js';
import { measureAttribution } from './measure-attribution.js';
import { measureOverhead } from './measure-overhead.js';
import { measurePage, type PageRuns } from './measure-page.js';
import { measureStalls, STALL_PARTS } from './measure-stalls.js';
import { measureWire, TRANSPORTS } from './measure-wire.js';
import { PAGE_KINDS } from './page-kinds.js';

export interface Measured {
  readonly found: Found;
  readonly judged: readonly Judged[];
}

/** One measurement that can be asked for by itself. */
export interface Measurement {
  readonly name: string;
  run(): Promise<Measured>;
}

const PAGE_RUNS: PageRuns = { runs: 3, turns: 2, paintsPerTurn: 40 };

/** The parts of the calibration, each with its measurements. */
export const PARTS: Readonly<Record<string, readonly Measurement[]>> = {
  pages: Object.entries(PAGE_KINDS).map(([name, kind]) => ({
    name,
    async run() {
      const result = await measurePage(name, kind, PAGE_RUNS);
      return { found: { pages: [result] }, judged: [judgePage(result)] };
    },
  })),
  wire: TRANSPORTS.map((name) => ({
    name,
    async run() {
      const result = await measureWire(name);
      return { found: { wire: [result] }, judged: [judgeWire(result)] };
    },
  })),
  stalls: STALL_PARTS.map((name) => ({
    name,
    async run() {
      const result = await measureStalls(name);
      return { found: { stallCause: [result] }, judged: [judgeStalls(result)] };
    },
  })),
  attribution: [
    {
      name: 'waits',
      async run() {
        const attribution = await measureAttribution();
        return { found: { attribution }, judged: attribution.map(judgeAttribution) };
      },
    },
  ],
  overhead: [
    {
      name: 'pairs',
      async run() {
        const overhead = await measureOverhead();
        return { found: { overhead }, judged: judgeOverhead(overhead) };
      },
    },
  ],
};
