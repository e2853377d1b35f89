import type { ECharts } from 'echarts/core';
import type { ChartData } from '../chart-data.js';
import { formatClock } from '../format.js';
import { firstLane } from './timeline-option.js';
import { timelineTip } from './timeline-tip.js';

/** The keyboard's way to what the pointer does: a slider that moves the cursor through all lanes and tells what it meets. */
export function wireMoment(chart: ECharts, data: ChartData): void {
  const box = document.querySelector<HTMLElement>('.moment');
  const slider = box?.querySelector('input');
  if (!box || !slider) return;
  slider.max = String(Math.max(0, Math.ceil(data.durationMs / 1000) - 1));
  const tell = (): void => {
    const atMs = Number(slider.value) * 1000 + 500;
    const x = chart.convertToPixel({ xAxisIndex: firstLane(data) }, atMs);
    // Just above the floor of the first lane: a tip is only shown for a place inside a lane.
    const y = chart.convertToPixel({ yAxisIndex: firstLane(data) }, 0) - 2;
    chart.dispatchAction({ type: 'showTip', x, y });
    const told = [...timelineTip(data, atMs).querySelectorAll('b, dt, dd, p')];
    slider.setAttribute('aria-valuetext', told.map((part) => part.textContent).join(' '));
  };
  slider.setAttribute('aria-valuetext', formatClock(0));
  slider.addEventListener('input', tell);
  slider.addEventListener('blur', () => chart.dispatchAction({ type: 'hideTip' }));
  box.hidden = false;
}
