import { expect, test } from '@playwright/test';
import { sendPrompt } from '../../dist/src/page/send-prompt.js';
import { SELECTORS } from '../probe/scripted-chat.js';

const SHORT_MS = 300;
const HTML = `<textarea></textarea><button>Send</button><button disabled id="off">Send</button><script>
const sent = (window.sent = []);
const send = (event) => sent.push([event.type, event.isTrusted, document.querySelector('textarea').value]);
document.querySelector('textarea').addEventListener('keydown', (event) => event.key === 'Enter' && send(event));
document.querySelector('button').addEventListener('click', send);
</script>`;

const BY: readonly (readonly [string | null, string])[] = [
  [null, 'keydown'],
  ['button', 'click'],
];
for (const [send, event] of BY) {
  test(`${send ?? 'Enter'} sends by one trusted ${event}, with the whole prompt`, async ({ page }) => {
    await page.setContent(HTML);
    expect(await sendPrompt(page, { ...SELECTORS, send }, 'Zwei\nZeilen 🌊')).toBeUndefined();
    expect(await page.evaluate(() => (window as unknown as { sent: unknown }).sent)).toEqual([
      [event, true, 'Zwei\nZeilen 🌊'],
    ]);
  });
}

const REFUSALS = {
  'no composer': [{ composer: '#none' }, 'the composer (#none) took no text within 0.3 s'],
  'a composer that is none': [
    { composer: 'button' },
    /^the composer \(button\) took no text \(locator\.fill: Error: Element is not an <input>/,
  ],
  'a button that stays disabled': [{ send: '#off' }, 'the message could not be sent (#off) within 0.3 s'],
} as const;
for (const [what, [selectors, why]] of Object.entries(REFUSALS)) {
  test(`${what}: says why`, async ({ page }) => {
    await page.setContent(HTML);
    const refusal = await sendPrompt(page, { ...SELECTORS, ...selectors }, 'hello', SHORT_MS);
    expect(refusal).toEqual(typeof why === 'string' ? why : expect.stringMatching(why));
  });
}
