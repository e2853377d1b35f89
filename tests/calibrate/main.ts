import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { mergeCalibration } from './calibration-file.js';
import { launchBrowser } from './launch-browser.js';
import { PARTS } from './parts.js';

/**
 * `npm run calibrate -- [pages|wire|stalls|attribution|overhead…] [--only <name,…>]`: measures the measuring, keeps
 * the figures in reports/calibration.json, and ends with 1 where a target is missed.
 */

const FILE = 'reports/calibration.json';
const BUSY_LOAD = 0.3;
const WHAT_CHARS = 28;
const TARGET_CHARS = 24;

const { positionals, values } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: { only: { type: 'string' } },
});
const only = values.only?.split(',');
const names = positionals.length === 0 ? Object.keys(PARTS) : positionals;
const chosen = names.flatMap((name) => {
  const part = PARTS[name];
  if (part === undefined)
    throw new Error(`Failed to calibrate: "${name}" is none of ${Object.keys(PARTS).join(', ')}`);
  return part.filter((measurement) => only === undefined || only.includes(measurement.name));
});
if (chosen.length === 0) throw new Error(`Failed to calibrate: nothing is called "${values.only}"`);

const loadPerCore = Math.round((loadavg()[0]! / cpus().length) * 100) / 100;
if (loadPerCore > BUSY_LOAD)
  console.log(`The machine is busy (load ${loadPerCore} per core): what is found is worse than what is so.`);
const browser = await launchBrowser();
const measuring = { chromium: browser.version(), loadPerCore };
await browser.close();

for (const measurement of chosen) {
  const { found, judged } = await measurement.run();
  mergeCalibration(FILE, measuring, found);
  for (const line of judged) {
    const { what, target, met } = line;
    console.log(
      `${met ? 'ok    ' : 'MISSED'} ${what.padEnd(WHAT_CHARS)} ${target.padEnd(TARGET_CHARS)} ${line.found}`,
    );
    if (!met) process.exitCode = 1;
  }
}
