import type { ECharts } from 'echarts/core';

/** The keyboard's way to what wheel and slider do: each button shows one phase, the first the whole run. */
export function wireZoomButtons(chart: ECharts, durationMs: number): void {
  const box = document.querySelector<HTMLElement>('.zoom');
  if (box === null) return;
  const buttons = [...box.querySelectorAll('button')];
  const press = (pressed: HTMLButtonElement | null): void => {
    for (const button of buttons) button.setAttribute('aria-pressed', String(button === pressed));
  };
  let byButton = false;
  for (const button of buttons) {
    button.addEventListener('click', () => {
      const { from, to } = button.dataset;
      byButton = true;
      chart.dispatchAction({
        type: 'dataZoom',
        startValue: Number(from),
        endValue: to ? Number(to) : durationMs,
      });
      byButton = false;
      press(button);
    });
  }
  chart.on('datazoom', () => {
    if (!byButton) press(null);
  });
  press(buttons[0] ?? null);
  box.hidden = false;
}
