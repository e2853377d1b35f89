import { ATTRIBUTION_PARTS } from './attribution-parts.js';
import { formatShare } from './format.js';
import type { Shape } from './html/key-shape.js';
import { type Lane, type TimelineData, timelineLanes } from './timeline-lanes.js';

/** What a sign of a chart stands for. */
export interface KeyEntry {
  readonly shape: Shape;
  /** Of the palette. */
  readonly color: string;
  readonly label: string;
}

const LANES: Readonly<Record<Lane, readonly KeyEntry[]>> = {
  crowd: [{ shape: 'area', color: 'wire', label: 'streams in flight; events/s' }],
  rates: [
    { shape: 'line', color: 'ink', label: 'requests/s' },
    { shape: 'dashed', color: 'ink', label: 'completions/s; loop lag of the driver' },
  ],
  wire: [{ shape: 'line', color: 'wire', label: 'wire, median of each second' }],
  gaps: [{ shape: 'range', color: 'wire', label: 'TTFT: least to most; gaps: p50 to p95' }],
  people: [
    { shape: 'circle', color: 'felt', label: 'good turn' },
    { shape: 'triangle', color: 'bad', label: 'turn that was not good' },
    { shape: 'cross', color: 'bad', label: 'not answered' },
    { shape: 'ring', color: 'faint', label: 'not counted' },
    { shape: 'bar', color: 'felt', label: 'until settled' },
    { shape: 'block', color: 'bad', label: 'text stalled (hollow: the page’s doing)' },
  ],
  backend: [{ shape: 'line', color: 'wire', label: 'the backend’s own series' }],
  host: [{ shape: 'area', color: 'host', label: 'CPU busy; darker: foreign' }],
};

export const timelineKey = (data: TimelineData): readonly KeyEntry[] =>
  timelineLanes(data).flatMap((lane) => LANES[lane]);

/** `alone`: nobody was there to feel it. */
export const doseResponseKey = (criterionShare: number, alone: boolean): readonly KeyEntry[] =>
  (
    [
      { shape: 'circle', color: 'felt', label: 'felt: good turns, 95 % interval' },
      { shape: 'square', color: 'wire', label: 'wire: good streams, 95 % interval' },
      { shape: 'line', color: 'felt', label: 'felt, fitted' },
      { shape: 'line', color: 'wire', label: 'wire, fitted' },
      { shape: 'dashed', color: 'ink', label: `criterion, ${formatShare(criterionShare)}` },
      { shape: 'area', color: 'felt', label: 'load line and its interval' },
    ] as const
  ).filter(({ color }) => !alone || color !== 'felt');

export const saturationKey: readonly KeyEntry[] = [
  { shape: 'circle', color: 'ink', label: 'requests/s' },
  { shape: 'dashed', color: 'ink', label: 'completions/s' },
  { shape: 'square', color: 'wire', label: 'events/s; the number is the load' },
  { shape: 'dashed', color: 'soft', label: 'what the lowest load promised' },
];

/** The report itself explains each part in a sentence; a picture by itself only names them. */
export const attributionKey: readonly KeyEntry[] = ATTRIBUTION_PARTS.map(({ name, color }) => ({
  shape: 'box',
  color,
  label: name,
}));
