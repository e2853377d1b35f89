import type { Step } from '../probe/scripted-chat.js';
import { expect, test } from './chat-page-test.js';

const LINES = Array.from({ length: 12 }, (_, line) => [150, 'say', `Line ${line} of the tide. `] as const);
const LONG: Step[] = [[0, 'busy'], [60, 'say', 'The tide. '], ...LINES, [40, 'free']];
const who = { id: 'p-0', person: 'p', journey: 'j', ordinal: 0 };

const BLOCK_MS = 200;

test('a page whose key handler blocks: typing while the answer streams is as slow as that', async ({
  open,
}) => {
  const { chat } = await open({ long: LONG });
  await chat.page.evaluate((blockMs) => {
    document.querySelector('textarea')!.addEventListener('keydown', (event) => {
      if (event.key === 'Enter') return;
      for (const end = performance.now() + blockMs; performance.now() < end; );
    });
  }, BLOCK_MS);
  const turn = await chat.ask('long', who, { touch: true });
  expect(turn.outcome).toBe('answered');
  const typed = turn.interactions!.filter(({ kind }) => kind === 'type');
  expect(typed.length).toBeGreaterThanOrEqual(1);
  for (const { latencyMs, atMs } of typed) {
    expect(latencyMs).toBeGreaterThanOrEqual(BLOCK_MS);
    expect(atMs).toBeGreaterThan(turn.stamps.firstAnswerPaintMs!);
    expect(atMs).toBeLessThan(turn.stamps.settledMs!);
  }
  expect(turn.interactions!.map(({ kind }) => kind)).toContain('scroll');
  await expect(chat.page.locator('textarea')).toHaveValue('');
});

test('who scrolls does not tell whether the page follows its text', async ({ open }) => {
  const { chat } = await open({ long: LONG });
  const touched = await chat.ask('long', who, { touch: true });
  expect(touched).toMatchObject({ outcome: 'answered' });
  expect(touched.follow).toBeUndefined();
  const plain = await chat.ask('long', { ...who, id: 'p-1' });
  expect(plain.interactions).toEqual([]);
  expect(plain.follow!.paints).toBeGreaterThan(0);
});

test('a composer that is shut while the answer comes: no key, and the turn is as it would be', async ({
  open,
}) => {
  const { chat } = await open({ long: LONG });
  await chat.page.evaluate(() => {
    const box = document.querySelector('textarea')!;
    new MutationObserver(() => {
      box.disabled = document.querySelector('#busy') !== null;
    }).observe(document.querySelector('#thread')!, { childList: true });
  });
  const turn = await chat.ask('long', who, { touch: true });
  expect(turn).toMatchObject({ outcome: 'answered' });
  expect(turn.interactions!.map(({ kind }) => kind)).not.toContain('type');
});
