import type { ComponentChildren } from 'preact';
import type { KeyEntry } from '../chart-keys.js';
import { KeyShape } from './key-shape.js';

interface Props {
  /** The client script draws the chart of this name. */
  readonly chart: 'timeline' | 'dose-response' | 'attribution' | 'saturation';
  /** What one would say of the picture to somebody who cannot see it. */
  readonly alternative: string;
  readonly legend: readonly KeyEntry[];
  readonly tableSummary: string;
  readonly table: ComponentChildren;
  readonly controls?: ComponentChildren;
  /** CSS pixels, kept free while the page loads. */
  readonly height: number;
}

/** A chart with its key above, unless the text before it explains the colours, and the same data as a table below. */
export function ChartFigure({ chart, alternative, legend, tableSummary, table, controls, height }: Props) {
  return (
    <figure>
      {legend.length > 0 && (
        <ul class="key" aria-label="Key">
          {legend.map((entry) => (
            <li key={entry.label}>
              <KeyShape shape={entry.shape} color={entry.color} />
              {entry.label}
            </li>
          ))}
        </ul>
      )}
      {controls}
      <div
        class="chart"
        id={`chart-${chart}`}
        role="img"
        aria-label={alternative}
        style={{ height: `${height}px` }}
      />
      <noscript>
        <p>The picture needs JavaScript; the table below has the same data.</p>
      </noscript>
      <details>
        <summary>{tableSummary}</summary>
        {table}
      </details>
    </figure>
  );
}
