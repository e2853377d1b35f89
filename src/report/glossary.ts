import type { CutOffName } from '../stats/cut-offs.js';

export interface Term {
  readonly name: string;
  readonly definition: string;
  /** Whose good and poor are told with it. */
  readonly cutOff?: CutOffName | readonly CutOffName[];
}

/** Every number that the report prints, in words. Keys are anchors: `#term-<key>`. */
export const GLOSSARY = {
  load: {
    name: 'Load',
    definition:
      'Conversations going on at once: the streams that the crowd holds open plus the people in real browsers.',
  },
  phase: {
    name: 'Phase',
    definition:
      'What was measured of one stage of the plan. A turn or stream counts in the stage it began in if at least 80 % of its wait lies there; the first seconds of a stage, while load settles, are left out, and so is what straddles two stages.',
  },
  turn: {
    name: 'Turn',
    definition:
      'One message that a person sent through the real chat page, and the answer to it. Turns that the person stopped or the end of the run cut off (aborted) or that could not be measured count nowhere but in their own count.',
  },
  'good-turn': {
    name: 'Good turn',
    definition:
      'A turn that was answered, began to show its answer within the limit that the plan sets for perceived TTFT (3 s unless set), did not freeze, and flowed (flow QoE at least 0.8 unless set).',
  },
  'good-stream': {
    name: 'Good stream',
    definition:
      'A stream of the crowd that passes the same test on what arrived on the wire instead of what was painted.',
  },
  'good-share': {
    name: 'Good share',
    definition:
      'Good turns divided by all turns that count, with a 95 % Wilson interval: with few turns it is wide, and a share of 100 % of six turns still allows a true share near 60 %.',
  },
  'load-line': {
    name: 'Load line',
    definition:
      'The highest load at which the share of good turns stays at or above the criterion, read off a falling line fitted through all turns. Its interval inverts exact tests step by step, so with few turns it spans whole steps.',
  },
  'wire-load-line': {
    name: 'Wire load line',
    definition: 'The load line of the crowd’s own streams: the same question without a page in between.',
  },
  'perceived-ttft': {
    name: 'Perceived TTFT',
    definition:
      'Perceived time to first text: from the keystroke or click that sent the message to the first paint that shows at least one character of the final answer. Spinners and placeholders do not count.',
    cutOff: 'perceivedTtftMs',
  },
  'wire-ttft': {
    name: 'Wire TTFT',
    definition:
      'From the moment a stream of the crowd was due to the first visible text read from its socket. Counting from when it was due means a driver that chokes cannot hide a queue.',
  },
  ack: {
    name: 'Acknowledgement',
    definition: 'From sending to the first paint that changes anything on the page.',
    cutOff: 'ackMs',
  },
  'first-feedback': {
    name: 'First feedback',
    definition:
      'From sending to the first paint inside the assistant’s turn, be it a spinner or a sign of thinking.',
    cutOff: 'firstFeedbackMs',
  },
  'perceived-ttlb': {
    name: 'Perceived last text',
    definition: 'From sending to the last paint that added text to the answer.',
  },
  settled: {
    name: 'Settled',
    definition: 'From sending until the page is ready for the next message.',
  },
  'paint-gap': {
    name: 'Paint gap',
    definition: 'Time between two paints that both added answer text, pooled over the turns of a phase.',
  },
  stall: {
    name: 'Stall, freeze, micro stall',
    definition:
      'A paint gap of at least 1 s; of at least 3 s; and one that stands out of its own turn’s rhythm: at least 250 ms and four times the turn’s median gap. Longer ones are among the shorter. Any freeze makes a turn not good.',
    cutOff: ['stalls', 'freezes'],
  },
  'stall-cause': {
    name: 'Whose a stall was',
    definition:
      'Upstream (backend, proxy, network) if for at least half of it nothing that had arrived was waiting to be painted; else the page. Unknown without wire times. Of a page’s stall the script is named that ran longest in a long frame meanwhile.',
  },
  'render-lag': {
    name: 'Render lag',
    definition:
      'How long text lay in the browser before it was painted, of every character: painted minus delivered. Shown are the first character and the slowest 5 % of a turn. Read smoothness only beside it: text held back looks smooth.',
    cutOff: 'renderLagMs',
  },
  'reading-qoe': {
    name: 'Reading QoE',
    definition:
      'How close the answer came to one that starts after 1 s and never lets a reader of 24 characters per second wait: 1 is never, 0 is always. It depends on the length of the answer.',
    cutOff: 'readingQoe',
  },
  'flow-qoe': {
    name: 'Flow QoE',
    definition:
      'Reading QoE for a reader who starts at the first answer text: only what happened after the wait counts.',
    cutOff: 'flowQoe',
  },
  starved: {
    name: 'Reader waited',
    definition:
      'Share of the reading time, from the first text until all is read at 24 characters per second, in which the reader had caught up and waited for more.',
    cutOff: 'starvedShare',
  },
  fluidity: {
    name: 'Fluidity',
    definition:
      'Etalon’s index, the share of deadlines met: the first word (six characters) is due 1 s after sending, each other 100 ms after the one before; early words save up for late ones, and a long gap misses every deadline in it. Of the text as painted, and of the same text as delivered. The wait for the first word is part of it.',
    cutOff: 'fluidity',
  },
  dump: {
    name: 'Dumps',
    definition: 'Share of an answer’s characters that came in paints of at least 2 s of reading at once.',
    cutOff: 'dumpShare',
  },
  retraction: {
    name: 'Text taken back',
    definition: 'Painted answer text that disappeared again: turns in which it did, and its characters.',
    cutOff: 'retractedChars',
  },
  jank: {
    name: 'Jank',
    definition:
      'Per turn, the time for which long animation frames blocked the page while the answer streamed; beside it the longest such frame.',
    cutOff: 'jankMs',
  },
  'layout-shift': {
    name: 'Layout shift',
    definition: 'How far what was visible jumped while the answer streamed, summed over a turn.',
    cutOff: 'layoutShift',
  },
  follow: {
    name: 'Followed',
    definition:
      'Share of a turn’s paints whose newest line was inside the window: whether the page scrolls along.',
    cutOff: 'followShare',
  },
  interaction: {
    name: 'Typing, scrolling',
    definition: 'From a key or a scroll while the answer was streaming to the paint that showed it.',
    cutOff: 'interactionLatencyMs',
  },
  'page-cost': {
    name: 'Page cost',
    definition:
      'What the page’s main thread worked while the answer came, in milliseconds per 1,000 characters of it, as the browser counts it.',
  },
  'cost-growth': {
    name: 'Cost growth',
    definition:
      'What each further 1,000 characters add to the page cost: of the answer so far, within answers; of the transcript so far, over the turns of a conversation. The median slope over all pairs of slices of the same answer (turns of the same conversation), its interval by bootstrap. A page that renders everything anew for every token has a slope; one that adds what came has none. It is said to grow, or not to, only where that makes over a fifth of the cost.',
  },
  device: {
    name: 'Device',
    definition:
      'What a person’s browser was made to be: CPU, network and window. Turns that count, by kind of phase.',
  },
  'settled-lag': {
    name: 'Settled after the last paint',
    definition:
      'How long after its last paint the page took to be ready for the next message; negative where it is ready while it still types.',
    cutOff: 'settledLagMs',
  },
  attribution: {
    name: 'Where the wait went',
    definition:
      'Perceived TTFT cut into parts that are each stamped by themselves. Means over answered turns, because means add up; what no stamp explains is shown as unexplained.',
  },
  'starts-per-second': { name: 'Starts/s', definition: 'Streams that the crowd started per second.' },
  'completions-per-second': {
    name: 'Completions/s',
    definition: 'Streams of the crowd that came to their proper end per second.',
  },
  'events-per-second': {
    name: 'Events/s',
    definition: 'Server-sent events that the crowd received per second.',
  },
  'in-flight': {
    name: 'In flight',
    definition: 'Streams of the crowd that were open, averaged over time. Not all of them are sending text.',
  },
  gap: { name: 'Wire gap', definition: 'Time between two socket reads of a stream that both carried text.' },
  'dispatch-lag': {
    name: 'Dispatch lag',
    definition:
      'How much later than due the driver sent its requests: its own fault, not the backend’s. p99 over 100 ms degrades the measurement, five times that makes it invalid.',
  },
  'loop-lag': {
    name: 'Loop lag',
    definition:
      'How late the driver’s event loop ran. p99 over 50 ms degrades the measurement, five times that makes it invalid.',
  },
  garbage: {
    name: 'GC a second',
    definition:
      'How long the collection of garbage held the load driver up in a second, all threads together. It is part of the loop lag, and tells where that came from.',
  },
  saturation: {
    name: 'Saturation',
    definition:
      'The load from which more of it no longer brings more completions or events, while the wait on the wire climbs. Held out: from there to the first failed stream or the end of the stage. Recovered: from the crowd’s leaving until turns and wire are back inside the baseline’s interval for 3 s.',
  },
  control: {
    name: 'Control, error bar',
    definition:
      'A short scripted stream of our own, played between turns through a bare page in the same browser, whose true write times are known. Painted minus written, less one frame, is what the instrument gets wrong: p95 up to 20 ms is valid, over 20 ms degraded, over 100 ms invalid.',
  },
  'wire-error': {
    name: 'Wire error',
    definition: 'The control’s time of reading minus its true time of writing.',
  },
  'cpu-busy': {
    name: 'CPU busy',
    definition:
      'Share of the whole machine that was busy; at 95 % for over a fifth of a phase the measurement is degraded.',
  },
  'foreign-cpu': {
    name: 'Foreign CPU',
    definition:
      'Busy share that is neither ours, nor the browsers’, nor the demo’s: somebody else was using the machine.',
  },
  pressure: {
    name: 'CPU pressure',
    definition:
      'Share of the last 10 s in which something runnable waited for a CPU, as the kernel reports it (some avg10).',
  },
  correlation: {
    name: 'Correlation',
    definition:
      'Spearman’s rank correlation between a load-side and a page-side series: 1 is rising together, 0 unrelated, −1 opposed. Intervals by block bootstrap, as neighbouring moments are not independent; n effective is how many independent ones they are worth. Kendall’s tau-b says the same by counting pairs of turns: the share in the same order less that in the opposite one.',
  },
  chance: {
    name: 'Chance',
    definition:
      'How likely a correlation so strong would be somewhere in the whole table if nothing were related (Holm’s correction, since among many pairs one is always strong by accident). Below 0.05 a pair is taken seriously.',
  },
  givenTime: {
    name: 'Given time, given stage',
    definition:
      'What is left of the correlation when the drift of both sides in the course of the run is taken off, or among turns of the same stage only. Two things that merely both changed with time keep nothing.',
  },
  percentile: {
    name: 'p50, p95, p99',
    definition:
      'Percentiles by nearest rank. They need at least 4, 40 and 200 values; with fewer a dash stands in. Turns that were not answered rank above all others: where a percentile falls among them, only the limit that it exceeds is given.',
  },
  validity: {
    name: 'Validity',
    definition:
      'Valid: the instrument was good enough for every number here. Degraded: believe the direction, doubt the digits. Invalid: the test machine, not the target, was the bottleneck.',
  },
} as const satisfies Readonly<Record<string, Term>>;

export type TermKey = keyof typeof GLOSSARY;
