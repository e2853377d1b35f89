import { expect, type Page, test } from '@playwright/test';
import { REPORT_BINDING } from '../../dist/src/model/probe-names.js';
import { installProbe } from '../../dist/src/page/probe-session.js';
import { sendPrompt } from '../../dist/src/page/send-prompt.js';
import { monotonicMs } from '../../dist/src/run/clock.js';
import { SELECTORS, startScriptedChat } from './scripted-chat.js';

const { composer, answer, busy, error } = SELECTORS;
const watch = (turn: string) => ({
  turn,
  composer,
  answer,
  busy,
  error,
  prompt: 'hello',
  begin: 'input' as const,
});
const sendHello = (page: Page) =>
  sendPrompt({
    frame: page.mainFrame(),
    prompt: 'hello',
    way: { by: 'enter' },
    composer,
    isTaken: () => true,
    hostMs: monotonicMs,
  });

/** Everything that code on the page can enumerate on `window`, and some of what it may rely on. */
const surroundings = () => ({
  globals: Object.keys(window),
  natives: [
    window.fetch,
    window.requestAnimationFrame,
    window.setTimeout,
    window.MessageChannel,
    Element.prototype.append,
    EventTarget.prototype.addEventListener,
    history.pushState,
  ].map((native) => Function.prototype.toString.call(native).includes('[native code]')),
});

test('the page finds nothing new but the binding, and everything as the browser made it', async ({
  browser,
}) => {
  const chat = await startScriptedChat({});
  const [bare, guest] = [await browser.newContext(), await browser.newContext()];
  await installProbe(guest);
  const [without, withProbe] = await Promise.all(
    [bare, guest].map(async (context) => {
      const page = await context.newPage();
      await page.goto(chat.url);
      return page.evaluate(surroundings);
    }),
  );
  // What Playwright itself adds for a binding begins with two underscores and its own name.
  const added = withProbe!.globals.filter(
    (name) => !without!.globals.includes(name) && !name.startsWith('__playwright'),
  );
  expect(added).toEqual([REPORT_BINDING]);
  expect(withProbe!.natives).toEqual(without!.natives);
  await Promise.all([bare.close(), guest.close()]);
  chat.close();
});

test('a selector that is none is told to the worker, and the page sees no error', async ({ page }) => {
  const chat = await startScriptedChat({ hello: [[20, 'say', 'hi']] });
  const wrong: string[] = [];
  page.on('pageerror', (thrown) => wrong.push(String(thrown)));
  const probe = await installProbe(page.context());
  await page.goto(chat.url);
  for (const key of ['answer', 'busy', 'error']) {
    await expect(probe.watch(page.mainFrame(), { ...watch('x'), [key]: '!' })).rejects.toThrow(
      /not a valid selector/,
    );
  }
  await probe.watch(page.mainFrame(), watch('y'));
  await sendHello(page);
  expect((await probe.result(page.mainFrame(), new Promise(() => undefined))).end).toBe('quiet');
  expect(wrong).toEqual([]);
  chat.close();
});

test('elements that the page drops can be collected while the probe watches', async ({ page }) => {
  const chat = await startScriptedChat({
    hello: [
      [10, 'say', 'hi'],
      [50, 'swap', 'hello'],
    ],
  });
  const probe = await installProbe(page.context());
  await page.goto(chat.url);
  await page.evaluate(() => {
    const old = document.createElement('div');
    old.setAttribute('data-role', 'assistant');
    document.querySelector('#thread')!.append(old);
    (window as unknown as { old: WeakRef<Element> }).old = new WeakRef(old);
  });
  await probe.watch(page.mainFrame(), watch('x'));
  await page.evaluate(() => document.querySelector('[data-role="assistant"]')!.remove());
  const cdp = await page.context().newCDPSession(page);
  await expect
    .poll(async () => {
      await cdp.send('HeapProfiler.collectGarbage');
      return page.evaluate(() => (window as unknown as { old: WeakRef<Element> }).old.deref() === undefined);
    })
    .toBe(true);
  chat.close();
});

test('between turns the probe does nothing: no report, no frame', async ({ page }) => {
  const chat = await startScriptedChat({
    hello: [
      [0, 'busy'],
      [20, 'say', 'hi'],
      [20, 'free'],
      [0, 'tick', 10],
    ],
  });
  const probe = await installProbe(page.context());
  await page.addInitScript(() => {
    const asked = window.requestAnimationFrame.bind(window);
    const counts = window as unknown as { frames: number };
    counts.frames = 0;
    window.requestAnimationFrame = (callback) => {
      counts.frames++;
      return asked(callback);
    };
  });
  await page.goto(chat.url);
  await probe.watch(page.mainFrame(), watch('x'));
  await sendHello(page);
  await probe.result(page.mainFrame(), new Promise(() => undefined));
  const frames = () => page.evaluate(() => (window as unknown as { frames: number }).frames);
  const atEnd = await frames();
  // The page's clock goes on changing the page.
  const tick = await page.locator('#live').textContent();
  await expect(page.locator('#live')).not.toHaveText(tick ?? '');
  expect(await frames()).toBe(atEnd);
  chat.close();
});

test('input that is not trusted begins no turn', async ({ page }) => {
  const chat = await startScriptedChat({
    hello: [
      [0, 'busy'],
      [30, 'say', 'hi'],
      [30, 'free'],
    ],
  });
  const probe = await installProbe(page.context());
  await page.goto(chat.url);
  await probe.watch(page.mainFrame(), watch('x'));
  const firstMs = await page.evaluate(() => {
    document.querySelector('textarea')!.value = 'hello';
    document
      .querySelector('textarea')!
      .dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
    return performance.now();
  });
  await expect(page.locator('[data-role="assistant"]')).toHaveText('hi');
  await sendHello(page);
  const seen = await probe.result(page.mainFrame(), new Promise(() => undefined));
  expect(seen.submittedMs!).toBeGreaterThan(firstMs);
  chat.close();
});
