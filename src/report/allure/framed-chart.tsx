import { renderToString } from 'preact-render-to-string';
import type { KeyEntry } from '../chart-keys.js';
import type { SvgChart } from '../client/svg-charts.js';
import { KeyShape } from '../html/key-shape.js';
import { PALETTES } from '../palette.js';

const FONT = 'system-ui, -apple-system, Segoe UI, Roboto, Noto Sans, DejaVu Sans, sans-serif';
const MARGIN = 14;
const TITLE_BASELINE = 26;
const KEY_TOP = 38;
const ROW = 20;
/** Of the sign, of a character of its label on average, and between two entries; CSS pixels. */
const SIGN = 26;
const CHARACTER = 6.1;
const BETWEEN = 18;

interface Frame {
  readonly title: string;
  readonly key: readonly KeyEntry[];
}

/** A chart as a picture that needs nothing beside it: its title and its key above it, on paper. */
export function framedChart({ svg, width, height }: SvgChart, { title, key }: Frame): string {
  const placed = placeKey(key, width);
  const rows = placed.at(-1) === undefined ? 0 : placed.at(-1)!.row + 1;
  const top = KEY_TOP + rows * ROW + 6;
  const colors = Object.entries(PALETTES.light).map(([name, color]) => `--${name}:${color}`);
  const head = renderToString(
    <g font-family={FONT} fill={PALETTES.light.ink}>
      <text x={MARGIN} y={TITLE_BASELINE} font-size="16" font-weight="600">
        {title}
      </text>
      {placed.map(({ entry, x, row }) => (
        <g key={entry.label} transform={`translate(${x},${KEY_TOP + row * ROW})`}>
          <KeyShape shape={entry.shape} color={entry.color} />
          <text x={SIGN} y="11" font-size="12">
            {entry.label}
          </text>
        </g>
      ))}
    </g>,
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${top + height}" viewBox="0 0 ${width} ${top + height}" style="${colors.join(';')}">`,
    `<rect width="100%" height="100%" fill="${PALETTES.light.paper}"/>`,
    head,
    `<g transform="translate(0,${top})">${svg}</g>`,
    '</svg>',
  ].join('');
}

/** Entries beside each other, in rows as long as the picture is wide. */
function placeKey(
  key: readonly KeyEntry[],
  width: number,
): readonly { readonly entry: KeyEntry; readonly x: number; readonly row: number }[] {
  let x = MARGIN;
  let row = 0;
  return key.map((entry) => {
    const takes = SIGN + entry.label.length * CHARACTER;
    if (x > MARGIN && x + takes > width - MARGIN) {
      x = MARGIN;
      row++;
    }
    const placed = { entry, x, row };
    x += takes + BETWEEN;
    return placed;
  });
}
