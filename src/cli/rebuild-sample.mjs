import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';
import { CHECKOUT } from './build-stamp.mjs';
import { runChild } from './run-child.mjs';

/**
 * `npm run sample`: makes `reports/sample/` anew from a quick run against the demo, with pictures of its report. A run
 * that does not pass, or whose measurement is not valid, leaves the sample as it was.
 */

const SAMPLE = join(CHECKOUT, 'reports', 'sample');
const VIEWPORT = { width: 1280, height: 1500 };
const PICTURES = /** @type {const} */ ({ light: 'report.png', dark: 'report-dark.png' });
/** What would make it another run than the quick one on the demo. */
const NOT_OURS =
  /^(CHAT_URL|LOAD_URL|LOAD_DIALECT|MODEL_|PLIMSOLL_(?!BROWSER|CHROMIUM))|^GITHUB_STEP_SUMMARY$/;

process.exitCode = await rebuild();

/** @returns {Promise<number>} exit code: that of the run */
async function rebuild() {
  const reportsDir = mkdtempSync(join(tmpdir(), 'plimsoll-sample-'));
  try {
    const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !NOT_OURS.test(name)));
    const code = await runChild(
      process.execPath,
      [join(CHECKOUT, 'dist/src/cli/main.js'), 'run', '--profile', 'quick'],
      { cwd: CHECKOUT, env: { ...env, PLIMSOLL_REPORTS_DIR: reportsDir } },
    );
    if (code !== 0) {
      console.error(`The run did not pass (exit code ${code}): reports/sample is as it was.`);
      return code;
    }
    const [run] = readdirSync(reportsDir, { withFileTypes: true }).filter(
      (entry) => entry.isDirectory() && !entry.name.startsWith('.'),
    );
    const runDir = join(reportsDir, run.name);
    for (const name of ['findings.json', 'summary.md']) copyFileSync(join(runDir, name), join(SAMPLE, name));
    await takePictures(pathToFileURL(join(runDir, 'report.html')).href);
    console.log('reports/sample was rebuilt.');
    return 0;
  } finally {
    rmSync(reportsDir, { recursive: true });
  }
}

/** @param {string} url the report's */
async function takePictures(url) {
  const { browserForRun } = await import('../../dist/src/config/browser-for-run.js');
  const { channel, executablePath } = browserForRun({ env: process.env });
  const browser = await chromium.launch({ channel, executablePath });
  for (const [colorScheme, name] of /** @type {['light' | 'dark', string][]} */ (Object.entries(PICTURES))) {
    const page = await browser.newPage({ viewport: VIEWPORT, colorScheme, reducedMotion: 'reduce' });
    await page.goto(url);
    await page.locator('html[data-drawn]').waitFor();
    await page.screenshot({ path: join(SAMPLE, name) });
    await page.close();
  }
  await browser.close();
}
