import type { Distribution, PhaseExperience } from '../model/findings.js';
import { againstCutOff } from '../stats/against-cut-off.js';
import type { CutOffName } from '../stats/cut-offs.js';
import { type Cell, type Percentile, percentileCell } from './cell.js';
import { formatCount, formatMs, formatNumber, formatScore, formatShare } from './format.js';

/** What stands beside a figure breaks between its parts only. */
const NO_BREAK = '\u00a0';

/** A cell that is told as poor where it is. */
export interface FlowCell extends Cell {
  readonly poor?: boolean | undefined;
  readonly sub?: string | undefined;
}

/** How the text of one phase flowed, from what was seen to what lies behind it. Render lag stands beside smoothness. */
export interface FlowCells {
  readonly paintGapP50: FlowCell;
  readonly paintGapP95: FlowCell;
  readonly stalls: FlowCell;
  readonly microStalls: FlowCell;
  readonly fluidity: FlowCell;
  readonly dumps: FlowCell;
  readonly starved: FlowCell;
  readonly retractions: FlowCell;
  readonly renderLag: FlowCell;
  readonly jank: FlowCell;
  readonly followed: FlowCell;
  readonly pageCost: FlowCell;
}

/** The columns of every table of them. */
export const FLOW_ORDER = [
  'paintGapP50',
  'paintGapP95',
  'microStalls',
  'stalls',
  'fluidity',
  'dumps',
  'starved',
  'renderLag',
  'jank',
  'followed',
  'retractions',
  'pageCost',
] as const satisfies readonly (keyof FlowCells)[];

/** What stands beside a figure; that it is poor is said in words, not by a colour alone. */
export function saidBeside({ poor, sub }: FlowCell): string {
  return [poor ? 'poor' : '', sub ?? ''].filter((part) => part !== '').join(', ');
}

export function flowCells(experience: PhaseExperience): FlowCells {
  const { stalls, freezes, microStalls, retractions, renderLag, fluidity, wireFluidity } = experience;
  // Of a phase without an answer, "no stalls" would be praise.
  const nothing = experience.flowQoe.n === 0;
  const none: FlowCell = { text: '–', note: 'no answered turn' };
  const count = (name: CutOffName, value: number, sub?: string): FlowCell =>
    nothing
      ? none
      : { text: formatNumber(value), poor: againstCutOff(name, value) === 'poor', ...(sub ? { sub } : {}) };
  return {
    paintGapP50: percentileCell(experience.paintGapMs, 'p50', formatMs),
    paintGapP95: percentileCell(experience.paintGapMs, 'p95', formatMs),
    stalls: {
      ...count('stalls', stalls, stallsSub(experience)),
      ...(freezes > 0 ? { poor: true } : {}),
    },
    microStalls: nothing ? none : { text: formatNumber(microStalls) },
    fluidity: {
      ...judged(fluidity, 'p50', formatScore, 'fluidity'),
      ...(wireFluidity.p50 === null ? {} : { sub: `wire${NO_BREAK}${formatScore(wireFluidity.p50)}` }),
    },
    dumps: judged(experience.dumpShare, 'p50', formatShare, 'dumpShare'),
    starved: judged(experience.starvedShare, 'p50', formatShare, 'starvedShare'),
    retractions: count(
      'retractedChars',
      retractions.turns,
      retractions.chars > 0 ? formatCount(retractions.chars, 'character') : undefined,
    ),
    renderLag: {
      ...judged(renderLag.p95Ms, 'p50', formatMs, 'renderLagMs'),
      ...(renderLag.firstMs.p50 === null
        ? {}
        : { sub: `first${NO_BREAK}${formatMs(renderLag.firstMs.p50)}` }),
    },
    jank: {
      ...judged(experience.jankMs, 'p50', formatMs, 'jankMs'),
      ...(experience.longestFrameMs.max === null
        ? {}
        : { sub: `longest${NO_BREAK}${formatMs(experience.longestFrameMs.max)}` }),
    },
    followed: judged(experience.followShare, 'p50', formatShare, 'followShare'),
    pageCost: percentileCell(experience.pageCostMsPerKchar, 'p50', formatMs),
  };
}

function judged(
  of: Distribution,
  which: Percentile,
  format: (value: number) => string,
  name: CutOffName,
): FlowCell {
  const value = of[which];
  return {
    ...percentileCell(of, which, format),
    ...(value === null ? {} : { poor: againstCutOff(name, value) === 'poor' }),
  };
}

/** "1 upstream, 1 page, 1 freeze" */
function stallsSub({ stallsByCause, freezes }: PhaseExperience): string | undefined {
  const { upstream, page, unknown } = stallsByCause;
  const parts = [
    upstream > 0 ? `${upstream}${NO_BREAK}upstream` : '',
    page > 0 ? `${page}${NO_BREAK}page` : '',
    unknown > 0 ? `${unknown}${NO_BREAK}unknown` : '',
    freezes > 0 ? formatCount(freezes, 'freeze') : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? undefined : parts.join(', ');
}
