import type { SvgChart } from '../client/svg-charts.js';

/** Where the report's script draws a chart. */
const PLACE = /(<div class="chart" id="chart-([a-z-]+)"[^>]*>)(?=<\/div>)/g;
const SCRIPTS = /<(script|noscript)\b[\s\S]*?<\/\1>/g;

/**
 * The report as it can be shown where no script runs: with its charts as pictures. Allure takes the scripts out of what
 * it shows, and would take seconds to colour them as code.
 */
export function stillReport(html: string, charts: readonly SvgChart[]): string {
  return html.replace(SCRIPTS, '').replace(PLACE, (place: string, _, id: string) => {
    const drawn = charts.find(({ chart }) => chart === id);
    if (drawn === undefined) return place;
    const data = Buffer.from(drawn.svg).toString('base64');
    return `${place}<img alt="" src="data:image/svg+xml;base64,${data}" style="max-width:100%;background:#fff">`;
  });
}
