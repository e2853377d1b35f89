import { expect, test } from './kit-test.js';
import { KITS, kitName } from './kits.js';
import { plainLetters } from './plain-letters.js';
import { scriptedAnswer } from './scripted-answer.js';

/** Whether the pages do what their scripts say: else what Plimsoll says of them would say nothing. */
const TURNS = 3;

for (const kit of KITS) {
  test(`${kitName(kit)} shows each answer as a whole`, async ({ page, kitServer }) => {
    const errors: string[] = [];
    page.on('pageerror', ({ message }) => errors.push(message));
    page.on('request', (request) => {
      const { hostname } = new URL(request.url());
      if (!['127.0.0.1', 'localhost', ''].includes(hostname)) errors.push(`it asked ${hostname}`);
    });
    await page.goto(kitServer.pageUrl(kit.page, kit.frame));
    const within = kit.frame === undefined ? page : page.frameLocator('iframe');
    const matches = within.locator(kit.answer);
    const newest = kit.newestFirst === true ? matches.first() : matches.last();

    for (let turn = 0; turn < TURNS; turn += 1) {
      const prompt = `Question ${turn}: and what then?`;
      const scripted = scriptedAnswer(turn);
      kitServer.answer(prompt, scripted);
      const composer = within.locator(kit.composer).first();
      await composer.fill(prompt);
      if (kit.send === undefined) await composer.press('Enter');
      else await within.locator(kit.send).click();
      const answer = plainLetters(scripted.words.join(''));
      const shown = async (): Promise<string> => plainLetters((await newest.textContent()) ?? '');
      const isShown = (text: string): boolean =>
        kit.dropsEnds === true ? text !== '' && answer.startsWith(text) : text === answer;
      const backend = (): string[] => kitServer.writes(prompt).map(({ text }) => text);
      await expect.poll(backend, { message: 'what the backend wrote' }).toEqual(scripted.words);
      await expect.poll(async () => isShown(await shown()), { message: `shows ${answer}` }).toBe(true);
    }
    expect(errors, 'errors of the page').toEqual([]);
  });
}
