import { setTimeout as after } from 'node:timers/promises';
import type { Browser } from '@playwright/test';
import { framesStarvedMs } from '../../dist/src/page/frames-starved.js';
import type { Step } from '../probe/scripted-chat.js';
import { expect, test } from './chat-page-test.js';
import { busyWhile } from './odd-case.js';

type Given = Parameters<typeof framesStarvedMs>[0];

const state = (laidOutMs: number): Given['states'][number] => ({
  frameMs: laidOutMs,
  laidOutMs,
  keep: 0,
  add: '',
});
const frame = (startMs: number, durationMs: number, workedMs = durationMs): Given['longFrames'][number] => ({
  startMs,
  durationMs,
  blockingMs: Math.max(0, workedMs - 50),
  workedMs,
});

const GAPS: Record<string, { gaps: Given['frameGaps']; frames?: Given['longFrames']; starvedMs: number }> = {
  'no gap': { gaps: [], starvedMs: 0 },
  'a gap that a page may have': { gaps: [[1000, 1500]], starvedMs: 0 },
  'a gap without any work': { gaps: [[1000, 1700]], starvedMs: 700 },
  'a gap that the page worked through': { gaps: [[1000, 1700]], frames: [frame(1005, 690)], starvedMs: 0 },
  'a gap of which the page worked for half': {
    gaps: [[1000, 1700]],
    frames: [frame(900, 450)],
    starvedMs: 0,
  },
  'a gap of which the page worked for less': {
    gaps: [[1000, 1700]],
    frames: [frame(900, 200), frame(1300, 150)],
    starvedMs: 700,
  },
  'a long frame that waited for the browser': {
    gaps: [[1000, 1700]],
    frames: [frame(1000, 700, 20)],
    starvedMs: 700,
  },
  'work in several frames': {
    gaps: [[1000, 1700]],
    frames: [frame(1000, 200), frame(1300, 200)],
    starvedMs: 0,
  },
  'work at another time': { gaps: [[1000, 1700]], frames: [frame(1800, 700)], starvedMs: 700 },
  'the longest of several': {
    gaps: [
      [1000, 1700],
      [2000, 2900],
      [3000, 3600],
    ],
    starvedMs: 900,
  },
  'behind the last state: nothing was to be painted': { gaps: [[5000, 6000]], starvedMs: 0 },
};

for (const [what, { gaps, frames = [], starvedMs }] of Object.entries(GAPS)) {
  test(`starved: ${what}`, () => {
    const seen = {
      frameGaps: gaps,
      longFrames: frames,
      states: [state(900), state(4000)],
    } as unknown as Given;
    expect(framesStarvedMs(seen)).toBe(starvedMs);
  });
}

test('starved: an answer that never came was looked for until the end', () => {
  expect(framesStarvedMs({ frameGaps: [[1000, 1700]], longFrames: [], states: [] } as unknown as Given)).toBe(
    700,
  );
});

const HELD_MS = 800;
/** Text every 50 ms, for longer than the browser is held. */
const LONG = busyWhile(...Array.from({ length: 30 }, (): Step => [50, 'say', 'The tide rises. ']));
const FINE = busyWhile([60, 'say', 'The tide'], [40, 'say', ' rises']);

/** Processes of one type of this very browser. */
async function processesOf(browser: Browser, type: string): Promise<number[]> {
  const cdp = await browser.newBrowserCDPSession();
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
  return processInfo.filter((process) => process.type === type).map(({ id }) => id);
}

for (const type of ['renderer', 'GPU']) {
  test(`a browser whose ${type} process gets no time: unmeasured, and the next turn works`, async ({
    open,
    browser,
  }) => {
    const person = await open({ long: LONG, fine: FINE });
    const processes = await processesOf(browser, type);
    expect(processes.length).toBeGreaterThan(0);
    const turn = person.ask('long');
    await person.chat.page.locator('[data-role="assistant"]').waitFor();
    for (const id of processes) process.kill(id, 'SIGSTOP');
    try {
      // What is tested: that long nothing of the browser runs.
      await after(HELD_MS);
    } finally {
      for (const id of processes) process.kill(id, 'SIGCONT');
    }
    expect(await turn).toMatchObject({
      outcome: 'unmeasured',
      detail: expect.stringMatching(/^the machine gave the page no frames for \d+ ms$/),
    });
    expect(await person.ask('fine')).toMatchObject({ outcome: 'answered' });
  });
}

test('a page that blocks its own main thread for as long is measured', async ({ open }) => {
  const person = await open({
    own: busyWhile([60, 'say', 'The tide'], [100, 'block', HELD_MS], [300, 'say', ' rises']),
  });
  const turn = await person.ask('own');
  expect(turn).toMatchObject({ outcome: 'answered', answer: 'The tide rises' });
  expect(Math.max(...turn.longFrames.map(({ durationMs }) => durationMs))).toBeGreaterThan(HELD_MS - 50);
});

test('a page that keeps its frames waiting with many short tasks is measured', async ({ open }) => {
  const texts = Array.from({ length: 20 }, () => 'The tide rises. ');
  const person = await open({
    own: busyWhile([60, 'say', 'At last. '], [100, 'tasks', [texts, 40]], [300, 'say', '!']),
  });
  expect(await person.ask('own')).toMatchObject({ outcome: 'answered' });
});
