/** Where a metric is good and where it is poor; what lies between is neither. `null`: no such bound. */
export interface CutOff {
  readonly better: 'lower' | 'higher';
  readonly good: number | null;
  readonly poor: number | null;
  /** Who says so. */
  readonly source: string;
}

const PROPOSAL = 'a proposal with no user study behind it';
const WAITING = 'a proposal after the 1 s and 10 s of Nielsen; no user study of chats behind it';

/** Good and poor of the metrics of one turn. Milliseconds, shares and scores as the metrics' names say. */
export const CUT_OFFS = {
  ackMs: { better: 'lower', good: 200, poor: 500, source: 'the bounds of Interaction to Next Paint (INP)' },
  firstFeedbackMs: { better: 'lower', good: 1_000, poor: 3_000, source: WAITING },
  perceivedTtftMs: { better: 'lower', good: 1_000, poor: 3_000, source: WAITING },
  settledLagMs: { better: 'lower', good: 1_000, poor: null, source: PROPOSAL },
  stalls: { better: 'lower', good: 0, poor: null, source: PROPOSAL },
  freezes: { better: 'lower', good: 0, poor: 1, source: PROPOSAL },
  renderLagMs: { better: 'lower', good: 100, poor: 500, source: 'a proposal after RAIL’s 100 ms' },
  readingQoe: { better: 'higher', good: 0.95, poor: 0.8, source: PROPOSAL },
  flowQoe: { better: 'higher', good: 0.95, poor: 0.8, source: PROPOSAL },
  starvedShare: {
    better: 'lower',
    good: 0.01,
    poor: 0.05,
    source: 'a proposal after rebuffering of video: 1 % of it, and 5 % less is watched (IMC 2012)',
  },
  fluidity: { better: 'higher', good: 0.9, poor: null, source: 'Etalon (arXiv 2407.07000)' },
  dumpShare: { better: 'lower', good: 0.25, poor: 0.6, source: PROPOSAL },
  retractedChars: { better: 'lower', good: 0, poor: 1, source: PROPOSAL },
  jankMs: { better: 'lower', good: 200, poor: 1_000, source: PROPOSAL },
  layoutShift: {
    better: 'lower',
    good: 0.1,
    poor: 0.25,
    source: 'the bounds of Cumulative Layout Shift (CLS)',
  },
  followShare: { better: 'higher', good: 0.95, poor: null, source: PROPOSAL },
  interactionLatencyMs: {
    better: 'lower',
    good: 200,
    poor: 500,
    source: 'the bounds of Interaction to Next Paint (INP)',
  },
} as const satisfies Readonly<Record<string, CutOff>>;

export type CutOffName = keyof typeof CUT_OFFS;
