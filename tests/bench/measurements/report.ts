import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { buildFindings } from '#plimsoll/findings/build-findings.js';
import { writeReport } from '#plimsoll/report/write-report.js';
import { launchBrowser } from '../../calibrate/launch-browser.js';
import { plantHour } from '../ledger/plant-hour.js';
import type { Figure, Measurement } from '../measurement.js';
import { median } from '../median.js';

const TURNS = 10_000;
const STREAMS = 100_000;
const LEAST_OPENED = 5;
const MOST_MS = 1_000;
const MOST_TASK_MS = 200;
const VIEWPORT = { width: 1280, height: 900 };
/** Notches of the wheel, of 100 pixels each. */
const NOTCHES = 4;
/** Steps of a drag, and how far each of them goes; CSS pixels. */
const STEPS = 8;
const STEP_PX = 20;
/** From the chart's lower edge to the middle of the bar that shows which part of the run is seen. */
const SLIDER_PX = 11;

/** Of one opening; milliseconds. `null`: no task was long. */
interface Opened {
  readonly shownMs: number;
  readonly drawnMs: number;
  readonly openingTaskMs: number;
  readonly panningTaskMs: number;
}

/** The report of an hour with ten thousand turns, opened in the browser from disk, zoomed and moved. */
export const report: Measurement = {
  about: 'how fast the report of an hour with 10,000 turns opens, and its long tasks, in a real browser',
  byDefault: true,
  async run({ repeats, say }) {
    const folder = mkdtempSync(join(tmpdir(), 'plimsoll-bench-'));
    const browser = await launchBrowser();
    try {
      const { plan, ledger } = plantHour(TURNS, STREAMS);
      const findings = buildFindings({ ledger, plan, version: '0.0.0', interrupted: false });
      const { html } = writeReport(folder, findings);
      const bytes = statSync(html).size;
      const url = pathToFileURL(html).href;
      // The first opening of a browser that has just begun tells of the browser.
      await open(browser, url);
      const opened: Opened[] = [];
      for (let repeat = 0; repeat < Math.max(LEAST_OPENED, repeats); repeat++) {
        opened.push(await open(browser, url));
        const { shownMs, drawnMs, openingTaskMs, panningTaskMs } = opened.at(-1)!;
        say(
          `shown after ${shownMs.toFixed(0)} ms, all drawn after ${drawnMs.toFixed(0)} ms, longest task ${openingTaskMs.toFixed(0)} ms opening, ${panningTaskMs.toFixed(0)} ms panning`,
        );
      }
      const figure = (name: string, of: (one: Opened) => number, atMost?: number): Figure => {
        const values = opened.map(of);
        return {
          name,
          workload: `${TURNS} turns, 1 h`,
          value: median(values),
          unit: 'ms',
          ...(atMost === undefined ? {} : { target: { atMost } }),
          range: [Math.min(...values), Math.max(...values)],
          n: values.length,
        };
      };
      return [
        figure('report.shown', ({ shownMs }) => shownMs, MOST_MS),
        figure('report.allDrawn', ({ drawnMs }) => drawnMs),
        figure('report.longestTask.opening', ({ openingTaskMs }) => openingTaskMs),
        figure('report.longestTask.panning', ({ panningTaskMs }) => panningTaskMs, MOST_TASK_MS),
        { name: 'report.size', workload: `${TURNS} turns, 1 h`, value: bytes / 1_000, unit: 'kB' },
      ];
    } finally {
      await browser.close();
      rmSync(folder, { recursive: true });
    }
  },
};

async function open(browser: Browser, url: string): Promise<Opened> {
  const context = await browser.newContext({ offline: true, viewport: VIEWPORT });
  try {
    const page = await context.newPage();
    await page.addInitScript(watch);
    await page.goto(url, { waitUntil: 'commit' });
    const shownMs = await page.evaluate(() => window.bench.shown);
    const drawnMs = await page.evaluate(() => window.bench.drawn);
    const openingTaskMs = await longestTask(page);
    await pan(page);
    return { shownMs, drawnMs, openingTaskMs, panningTaskMs: await longestTask(page) };
  } finally {
    await context.close();
  }
}

interface Watched {
  /**
   * When the charts on the screen or a screen away were drawn, and when all were, and the frame that shows them was over;
   * ms since the navigation began.
   */
  readonly shown: Promise<number>;
  readonly drawn: Promise<number>;
  /** Lengths of the long tasks since this was last asked; ms. */
  takeTasks(): number[];
}

declare global {
  interface Window {
    bench: Watched;
  }
}

/** Runs in the page, before anything of its own. */
function watch(): void {
  let tasks: number[] = [];
  const observer = new PerformanceObserver((list) => note(list.getEntries()));
  const note = (entries: PerformanceEntryList): void => {
    tasks.push(...entries.map(({ duration }) => duration));
  };
  observer.observe({ type: 'longtask', buffered: true });
  const whenSaid = (word: 'shown' | 'drawn'): Promise<number> =>
    new Promise((resolve) => {
      const seen = new MutationObserver(() => {
        if (document.documentElement?.dataset[word] === undefined) return;
        seen.disconnect();
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve(performance.now());
          port2.postMessage(null);
        });
      });
      seen.observe(document, { subtree: true, attributes: true, childList: true });
    });
  window.bench = {
    shown: whenSaid('shown'),
    drawn: whenSaid('drawn'),
    takeTasks: () => {
      note(observer.takeRecords());
      const taken = tasks;
      tasks = [];
      return taken;
    },
  };
}

/** Of those that were over when the page had nothing left to do. */
async function longestTask(page: Page): Promise<number> {
  const tasks = await page.evaluate(async () => {
    await new Promise((resolve) => requestIdleCallback(resolve));
    return window.bench.takeTasks();
  });
  return Math.max(0, ...tasks);
}

/** Zooms into the timeline with the wheel, then moves it to and fro: by its lanes, and by the bar under them. */
async function pan(page: Page): Promise<void> {
  const chart = page.locator('#chart-timeline');
  await chart.evaluate((element) => element.scrollIntoView({ block: 'end', behavior: 'instant' }));
  const box = await chart.boundingBox();
  if (box === null) throw new Error('Failed to measure: the timeline has no place in the page');
  const x = box.x + box.width / 2;
  const [lanes, slider] = [VIEWPORT.height / 2, box.y + box.height - SLIDER_PX];
  const frame = (): Promise<unknown> =>
    page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
  await page.mouse.move(x, lanes);
  await page.keyboard.down('Control');
  for (let notch = 0; notch < NOTCHES; notch++) {
    await page.mouse.wheel(0, -100);
    await frame();
  }
  await page.keyboard.up('Control');
  await page.keyboard.down('Shift');
  await page.mouse.down();
  for (const way of [1, -1]) {
    for (let step = 1; step <= STEPS; step++) {
      await page.mouse.move(x + way * step * STEP_PX, lanes);
      await frame();
    }
  }
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await page.mouse.move(x, slider);
  await page.mouse.down();
  for (let step = 1; step <= STEPS; step++) {
    await page.mouse.move(x + step * STEP_PX, slider);
    await frame();
  }
  await page.mouse.up();
}
