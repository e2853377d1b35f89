import type { ComponentChildren } from 'preact';

export type KeyShape = 'line' | 'dashed' | 'area' | 'circle' | 'triangle' | 'square' | 'cross' | 'ring' | 'bar' | 'box';

export interface KeyEntry {
  readonly shape: KeyShape;
  /** A colour variable of the style sheet, without its dashes. */
  readonly color: string;
  readonly label: string;
}

interface Props {
  /** The client script draws the chart of this name. */
  readonly chart: 'timeline' | 'dose-response' | 'attribution';
  /** What one would say of the picture to somebody who cannot see it. */
  readonly alternative: string;
  readonly legend: readonly KeyEntry[];
  readonly tableSummary: string;
  readonly table: ComponentChildren;
  readonly controls?: ComponentChildren;
  /** CSS pixels, kept free while the page loads. */
  readonly height: number;
}

/** A chart with its key above and the same data as a table below. */
export function ChartFigure({ chart, alternative, legend, tableSummary, table, controls, height }: Props) {
  return (
    <figure>
      <ul class="key" aria-label="Key">
        {legend.map((entry) => (
          <li key={entry.label}>
            <Shape shape={entry.shape} color={entry.color} />
            {entry.label}
          </li>
        ))}
      </ul>
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

function Shape({ shape, color }: { readonly shape: KeyShape; readonly color: string }) {
  const paint = `var(--${color})`;
  const drawn = {
    line: <path d="M0 7H20" stroke={paint} stroke-width="2.5" />,
    dashed: <path d="M0 7H20" stroke={paint} stroke-width="2" stroke-dasharray="4 3" />,
    area: <path d="M0 4H20V14H0z" fill={paint} fill-opacity="0.35" />,
    box: <path d="M3 1H17V13H3z" fill={paint} />,
    bar: <path d="M0 7H20" stroke={paint} stroke-width="3" stroke-opacity="0.45" />,
    circle: <circle cx="10" cy="7" r="4.5" fill={paint} />,
    ring: <circle cx="10" cy="7" r="4" fill="none" stroke={paint} stroke-width="1.8" />,
    square: <path d="M6 3H14V11H6z" fill={paint} />,
    triangle: <path d="M10 1.5L15.5 12H4.5z" fill={paint} />,
    cross: <path d="M5.5 2.5L14.5 11.5M14.5 2.5L5.5 11.5" stroke={paint} stroke-width="2.5" />,
  }[shape];
  return (
    <svg width="20" height="14" viewBox="0 0 20 14" aria-hidden="true">
      {drawn}
    </svg>
  );
}
