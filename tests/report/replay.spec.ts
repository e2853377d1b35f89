import { expect, type Page, test } from '@playwright/test';
import type { Findings, TurnSample } from '../../dist/src/model/findings.js';
import type { Curve } from '../../dist/src/model/records.js';
import { openReport } from './open-report.js';
import { sampleFindings } from './sample-findings.js';

const BASELINE: Curve = [
  [120, 10],
  [300, 32],
  [400, 40],
  [700, 60],
];
/** Waits, comes in lumps, pauses for over a second. */
const PEAK: Curve = [
  [600, 4],
  [650, 8],
  [700, 20],
  [1_900, 45],
  [2_000, 60],
];

/** 60 characters, so that the curves end at the text's own end. */
const TEXT = 'The wheel, the wind <b>and</b> 🚢 the long way home, be calm';

function withCurves(sample: Findings): Findings {
  const curve = ({ phase, submittedMs }: TurnSample): Curve =>
    (phase === 'peak' ? PEAK : BASELINE).map(([ms, chars]) => [submittedMs + ms, chars]);
  return {
    ...sample,
    turns: sample.turns
      .filter(({ why }) => why === 'typical')
      .map((turn) => ({ ...turn, paints: curve(turn), stalls: [], answer: TEXT })),
  };
}

type Seen = [sinceClickMs: number, left: number, right: number];

/** Watches both answers in every frame, by the browser's own clock, from the click on. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen: [number, number, number][] = [];
    Object.assign(window, { seen });
    const answers = [...document.querySelectorAll('.pane .answer')];
    // Told of the click, and called in each frame, after the player: what it sees is of this frame.
    document.querySelector('.play')?.addEventListener(
      'click',
      () => {
        const clickedMs = performance.now();
        const look = (): void => {
          const [left = 0, right = 0] = answers.map((answer) => answer.textContent?.length ?? 0);
          seen.push([performance.now() - clickedMs, left, right]);
          requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      },
      { once: true },
    );
  });
}

const seen = (page: Page): Promise<Seen[]> =>
  page.evaluate(() => (window as unknown as { seen: Seen[] }).seen);

const at = (curve: Curve, ms: number): number => curve.findLast(([atMs]) => atMs <= ms)?.[1] ?? 0;

/** Within 50 ms before and after, the curve must have been where the replay is. */
function expectOnCurve(frames: readonly Seen[], speed = 1): void {
  for (const [ms, left, right] of frames) {
    for (const [curve, chars] of [
      [BASELINE, left],
      [PEAK, right],
    ] as const) {
      // The ship takes two places and is never torn: one place less is as good.
      expect(chars, `at ${ms} ms`).toBeGreaterThanOrEqual(at(curve, (ms - 50) * speed) - 1);
      expect(chars, `at ${ms} ms`).toBeLessThanOrEqual(at(curve, (ms + 50) * speed));
    }
  }
}

test('plays both turns at their true pace, whatever holds up its frames', async ({ browser }) => {
  const { page, complaints, close } = await openReport(browser, withCurves(sampleFindings()));
  await expect(page.locator('.pane .answer').first()).toHaveText(TEXT);
  await watch(page);
  // Far longer than a frame: who adds up frames is behind after it.
  await page.evaluate(() => {
    document.querySelector('.play')?.addEventListener('click', () =>
      setTimeout(() => {
        const until = performance.now() + 350;
        while (performance.now() < until);
      }, 800),
    );
  });
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  const frames = await seen(page);
  expectOnCurve(frames);
  for (const chars of [20, 60]) expect(new Set(frames.map(([, , right]) => right))).toContain(chars);
  await expect(page.locator('.pane .answer').last()).toHaveText(TEXT);
  expect(await page.locator('.pane .answer b').count()).toBe(0);
  expect(complaints).toEqual([]);
  await close();
});

test('plays at twice the pace, pauses, and goes on from there', async ({ browser }) => {
  const { page, close } = await openReport(browser, withCurves(sampleFindings()));
  const [left, right] = [page.locator('.pane .answer').first(), page.locator('.pane .answer').last()];
  await page.getByLabel('Speed').selectOption('2');
  await watch(page);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  const shown = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const answer = document.querySelectorAll('.pane .answer')[1];
        const look = (): void => {
          const chars = answer?.textContent?.length ?? 0;
          if (chars < 20) return void requestAnimationFrame(look);
          document.querySelector<HTMLButtonElement>('.play')?.click();
          resolve(answer?.textContent?.length ?? 0);
        };
        requestAnimationFrame(look);
      }),
  );
  const { length } = await seen(page);
  // Paused: frames go by, and nothing comes.
  await expect.poll(async () => (await seen(page)).length).toBeGreaterThan(length + 10);
  const frames = await seen(page);
  const paused = frames.findIndex(([, , chars]) => chars === shown);
  expectOnCurve(frames.slice(0, paused), 2);
  expect(new Set(frames.slice(paused).map(([, , chars]) => chars))).toEqual(new Set([shown]));
  const slider = page.getByRole('slider', { name: 'Time since sending' });
  await slider.fill('600');
  await expect(right).toHaveText(TEXT.slice(0, 4));
  await expect(left).toHaveText(TEXT.slice(0, 40));
  await slider.press('ArrowRight');
  await expect(right).toHaveText(TEXT.slice(0, 20));
  await page.getByRole('button', { name: 'Play', exact: true }).press('Enter');
  await expect(right).toHaveText(TEXT);
  await close();
});

test('whoever asks for less motion gets the text in steps of a second', async ({ browser }) => {
  const { page, close } = await openReport(browser, withCurves(sampleFindings()), { reducedMotion: true });
  await watch(page);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  const steps = new Set((await seen(page)).map(([, , chars]) => chars));
  // Those of whole seconds and of the end; the text of 600 ms and of 1.9 s is never shown for itself.
  expect([...steps].filter((chars) => ![0, 20, 60].includes(chars))).toEqual([]);
  expect(steps).toContain(60);
  await close();
});

test('a turn of the list is played beside what stands on the left', async ({ browser }) => {
  const { page, close } = await openReport(browser, withCurves(sampleFindings()));
  const turn = page.locator('article.turn').nth(3);
  await turn.getByRole('button', { name: 'Play it back' }).click();
  await expect(page.locator('.pane select').last()).toHaveValue(/^climb 6-/);
  await expect(page.getByRole('button', { name: 'Pause' })).toBeFocused();
  await close();
});

test('an answer whose words were not kept is played as its length', async ({ browser }) => {
  const sample = withCurves(sampleFindings());
  const turns = sample.turns.map(({ prompt: _, answer: __, ...turn }) => turn);
  const { page, close } = await openReport(browser, { ...sample, turns });
  await expect(page.locator('.pane .answer').first()).toHaveText(/^[▬ ]{60}$/);
  await expect(page.locator('.pane .said').first()).toHaveText('The prompt was not kept.');
  await close();
});
