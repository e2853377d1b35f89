import { buildReport } from '#plimsoll/reporter/build-report.js';

/** `node build-report.js <folder>`: the product's own way from a run's folder to its report; tells what it took. */

await buildReport(process.argv[2] ?? '');
const { user, system } = process.cpuUsage();
process.send!({
  type: 'built',
  wallMs: performance.now(),
  cpuMs: (user + system) / 1000,
  // Kilobytes on every system that Node runs on.
  mostResidentKb: process.resourceUsage().maxRSS,
});
