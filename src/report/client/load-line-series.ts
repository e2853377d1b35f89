import type { SeriesOption } from 'echarts';
import type { LoadLine } from '../../model/findings.js';
import type { Palette } from '../palette.js';
import { FONT } from './look.js';

interface Drawn {
  readonly line: LoadLine;
  readonly color: string;
  readonly label: string;
}

/**
 * Load lines as upright lines through the upper panel, their intervals as shades, their names above it in a row each.
 * The line that reaches to the upper row is the one on the side from which labels come, so none crosses a label.
 */
export function loadLineSeries(lines: readonly Drawn[], palette: Palette): SeriesOption[] {
  const values = lines.flatMap(({ line }) =>
    line.status === 'found' && line.value !== null ? [line.value] : [],
  );
  const highest = Math.max(...values);
  const lowest = Math.min(...values);
  return lines
    .filter(({ line }) => line.ci95 !== null || line.status === 'found')
    .map(({ line, color, label }, index) => {
      const value = line.status === 'found' ? line.value : null;
      const [low, high] = line.ci95 ?? [value ?? 0, value ?? 0];
      return {
        type: 'custom' as const,
        silent: true,
        z: 1,
        tooltip: { show: false },
        encode: { x: [0, 1], y: 2 },
        data: [[low, high, 0]],
        renderItem: (params, api) => {
          const area = params.coordSys as unknown as { x: number; y: number; width: number; height: number };
          const [from = 0] = api.coord([low, 0]);
          const [to = 0] = api.coord([high, 0]);
          const [at = 0] = api.coord([value ?? low, 0]);
          const toTheLeft = (api.coord([highest, 0])[0] ?? 0) > area.x + area.width * 0.6;
          const outer = lowest === highest ? index === 0 : value === (toTheLeft ? highest : lowest);
          const labelY = area.y - (outer ? 25 : 10);
          return {
            type: 'group',
            children: [
              {
                type: 'rect',
                shape: { x: from, width: Math.max(0, to - from), y: area.y, height: area.height },
                style: { fill: color, opacity: 0.11 },
              },
              {
                type: 'line',
                invisible: value === null,
                shape: { x1: at, x2: at, y1: labelY - 5, y2: area.y + area.height },
                style: { stroke: color, lineWidth: 2 },
              },
              {
                type: 'text',
                invisible: value === null,
                style: {
                  text: label,
                  x: toTheLeft ? at - 5 : at + 5,
                  y: labelY,
                  align: toTheLeft ? 'right' : 'left',
                  verticalAlign: 'middle',
                  fill: palette.ink,
                  font: `600 11px ${FONT}`,
                },
              },
            ],
          };
        },
      };
    });
}
