import type { EChartsOption, XAXisComponentOption } from 'echarts';
import type { Palette } from '../palette.js';

/** Quoted once, not twice: ECharts writes it into an attribute of its pictures as it is. */
export const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif";

/** What all charts share. No animation: it would only delay reading, and some readers ask for none. */
export function baseOption(palette: Palette): EChartsOption {
  return {
    animation: false,
    backgroundColor: 'transparent',
    textStyle: { fontFamily: FONT, color: palette.ink },
    tooltip: {
      confine: true,
      transitionDuration: 0,
      backgroundColor: palette.paper,
      borderColor: palette.faint,
      borderWidth: 1,
      padding: [6, 10],
      textStyle: { color: palette.ink, fontFamily: FONT, fontSize: 12 },
      extraCssText: 'box-shadow: 0 2px 10px rgb(0 0 0 / 0.18);',
    },
  };
}

/** Lines and labels of a value axis. */
export function axisLook(palette: Palette) {
  return {
    axisLine: { show: true, lineStyle: { color: palette.faint } },
    axisTick: { show: true, length: 3, lineStyle: { color: palette.faint } },
    axisLabel: { color: palette.soft, fontSize: 11, hideOverlap: true },
    nameTextStyle: { color: palette.soft, fontSize: 11 },
    splitLine: { show: true, lineStyle: { color: palette.rule, width: 1 } },
  } satisfies Partial<XAXisComponentOption>;
}

/** Margins of the drawing area: narrower where the screen is. */
export function sideMargins(width: number): { readonly left: number; readonly right: number } {
  return width < 520 ? { left: 38, right: 34 } : { left: 52, right: 46 };
}

/** A value axis from 0 to a round number at or above `most`, in at most four equal and round steps. */
export function scaleTo(most: number): { readonly min: 0; readonly max: number; readonly interval: number } {
  if (most <= 0) return { min: 0, max: 1, interval: 1 };
  const size = 10 ** Math.floor(Math.log10(most / 4));
  const interval = ([1, 2, 5].find((factor) => factor * size * 4 >= most) ?? 10) * size;
  return { min: 0, max: Math.ceil(most / interval - 1e-9) * interval, interval };
}
