import { checkNamed } from '../model/check-metric.js';

/** How budgets and sentences name a metric, and how its values are written. */
export interface MetricWords {
  readonly words: string;
  readonly unit: 'share' | 'ms' | 'ms/kchar' | 'number';
}

const NAMES: Readonly<Record<string, string>> = {
  goodShare: 'share of good turns',
  'load.goodShare': 'share of good streams',
  turns: 'number of turns',
  goodTurns: 'number of good turns',
  goodStreams: 'number of good streams',
  ackMs: 'time to acknowledgement',
  firstFeedbackMs: 'time to first feedback',
  perceivedTtftMs: 'perceived TTFT',
  perceivedTtlbMs: 'perceived time to last byte',
  settledMs: 'time until settled',
  settledLagMs: 'time from the last paint until settled',
  settledLate: 'number of turns that settled late',
  paintGapMs: 'gap between paints',
  microStalls: 'number of micro stalls',
  stalls: 'number of stalls',
  freezes: 'number of freezes',
  'stallsByCause.upstream': 'number of stalls from upstream',
  'stallsByCause.page': 'number of stalls of the page',
  'stallsByCause.unknown': 'number of stalls of unknown cause',
  readingQoe: 'reading quality',
  flowQoe: 'flow',
  starvedShare: 'share of the reading time spent waiting',
  fluidity: 'fluidity',
  wireFluidity: 'fluidity of the wire',
  dumpShare: 'share of text that came in dumps',
  'retractions.turns': 'number of turns with text taken back',
  'retractions.chars': 'number of characters taken back',
  renderLagMs: 'render lag',
  'renderLag.firstMs': 'render lag of the first character',
  'renderLag.p50Ms': "render lag of a turn's median character",
  'renderLag.p95Ms': "render lag of a turn's slowest 5 % of characters",
  'renderLag.maxMs': "render lag of a turn's slowest character",
  'renderLag.lastMs': 'render lag of the last character',
  'wireSources.page': 'number of turns with wire times of the page',
  'wireSources.netlog': 'number of turns with wire times of the network log',
  'wireSources.none': 'number of turns without wire times',
  jankMs: 'jank',
  longestFrameMs: 'longest frame',
  layoutShift: 'layout shift',
  followShare: 'share of paints that could be seen',
  'interactionLatencyMs.type': 'latency of typing',
  'interactionLatencyMs.scroll': 'latency of scrolling',
  pageCostMsPerKchar: "the page's work per 1,000 characters",
  'costGrowth.withinAnswer': "growth of the page's work within an answer",
  'costGrowth.overConversation': "growth of the page's work over a conversation",
  offered: 'number of conversations offered',
  streams: 'number of streams offered',
  perSecond: 'streams per second offered',
  deferred: 'number of starts that the cap held back',
  inFlight: 'number of streams in flight',
  streaming: 'number of streams sending text',
  startsPerSecond: 'starts per second',
  completionsPerSecond: 'completions per second',
  eventsPerSecond: 'events per second',
  wireTtftMs: 'wire TTFT',
  gapMs: 'gap on the wire',
  checkShare: 'share of checks that held',
  dispatchLagMs: 'dispatch lag',
};

/** `perceivedTtftMs.p95` → "p95 of perceived TTFT", in ms. */
export function metricWords(metric: string): MetricWords {
  const check = checkNamed(metric);
  if (check !== undefined) return { words: `share of answers that pass "${check}"`, unit: 'share' };
  const parts = metric.split('.');
  const last = parts.at(-1) ?? metric;
  const isPercentile = /^(p50|p95|p99|max|mean|n)$/.test(last) && parts.length > 1;
  const base = isPercentile ? parts.slice(0, -1) : parts;
  const baseName = base.join('.');
  const stem = base.at(-1) ?? baseName;
  const name = NAMES[baseName] ?? NAMES[stem] ?? baseName;
  return {
    words: isPercentile ? `${last} of ${name}` : name,
    unit: isPercentile && last === 'n' ? 'number' : unitOf(base),
  };
}

/** The unit stands in the name, of what is measured or of what holds it (`interactionLatencyMs.type`). */
function unitOf(base: readonly string[]): MetricWords['unit'] {
  if (base[0] === 'costGrowth' || base.some((name) => name.endsWith('MsPerKchar'))) return 'ms/kchar';
  if (base.some((name) => name.endsWith('Ms'))) return 'ms';
  return base.at(-1)?.endsWith('Share') === true ? 'share' : 'number';
}
