import { expect, type Page, test } from '@playwright/test';
import type { PageSelectors } from '../../dist/src/model/plan.js';
import { PROBE_NAME } from '../../dist/src/model/probe-names.js';
import { installProbe } from '../../dist/src/page/probe-session.js';
import { sendPrompt, sendWayOf } from '../../dist/src/page/send-prompt.js';
import type { ProbeHandle } from '../../dist/src/probe/messages.js';
import { monotonicMs } from '../../dist/src/run/clock.js';
import { SELECTORS } from '../probe/scripted-chat.js';

const SHORT_MS = 300;
const HTML = `<textarea></textarea><button>Send</button><button disabled id="off">Send</button><script>
const sent = (window.sent = []);
const send = (event) => sent.push([event.type, event.isTrusted, document.querySelector('textarea').value]);
document.querySelector('textarea').addEventListener('keydown', (event) => event.key === 'Enter' && send(event));
document.querySelector('button').addEventListener('click', send);
</script>`;

/** Sends on a page that holds {@link HTML}. */
async function sendBy(page: Page, selectors: PageSelectors, prompt: string, actionMs = 5000) {
  await installProbe(page.context());
  await page.goto('about:blank');
  await page.setContent(HTML);
  const { composer } = selectors;
  const frame = page.mainFrame();
  await frame.evaluate(
    ({ name, composer }) =>
      (window as unknown as Record<string, ProbeHandle>)[name]!.locateComposer(composer),
    { name: PROBE_NAME, composer },
  );
  const way = sendWayOf(selectors.send);
  return sendPrompt({ frame, prompt, way, composer, isTaken: () => false, hostMs: monotonicMs, actionMs });
}

const BY: readonly (readonly [string, string])[] = [
  ['Enter', 'keydown'],
  ['button', 'click'],
];
for (const [send, event] of BY) {
  test(`${send} sends by one trusted ${event}, with the whole prompt`, async ({ page }) => {
    const way = send === 'Enter' ? { by: 'enter' } : { by: 'button', selector: send };
    expect(await sendBy(page, { ...SELECTORS, send }, 'Zwei\nZeilen 🌊')).toEqual({ way });
    expect(await page.evaluate(() => (window as unknown as { sent: unknown }).sent)).toEqual([
      [event, true, 'Zwei\nZeilen 🌊'],
    ]);
  });
}

const REFUSALS = {
  'no composer': [{ composer: '#none' }, 'the composer (#none) took no text (it is gone)'],
  'a composer that is none': [
    { composer: 'button' },
    /^the composer \(button\) took no text \(elementHandle\.fill: Error: Element is not an <input>/,
  ],
  'a button that stays disabled': [{ send: '#off' }, 'the message could not be sent (#off) within 0.3 s'],
} as const;
for (const [what, [selectors, why]] of Object.entries(REFUSALS)) {
  test(`${what}: says why`, async ({ page }) => {
    const refused = await sendBy(page, { ...SELECTORS, ...selectors }, 'hello', SHORT_MS);
    expect(refused).toEqual({ refusal: typeof why === 'string' ? why : expect.stringMatching(why) });
  });
}
