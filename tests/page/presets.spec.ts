import { expect, test } from '@playwright/test';
import { applyPreset } from '../../dist/src/page/apply-preset.js';
import { presets } from '../../dist/src/page/presets.js';

const NOTHING = { composer: null, send: null, answer: null, busy: null, error: null };
const given = (preset: string, selectors: Partial<typeof NOTHING> | Record<string, string> = {}) => ({
  preset,
  selectors: { ...NOTHING, ...selectors },
});

/** A page with the marks of a chat page that is known, and nothing else of it. */
const MARKED: Record<string, string> = {
  'assistant-ui': '<textarea class="aui-composer-input"></textarea>',
  'ai-chatbot':
    '<textarea data-testid="multimodal-input"></textarea><button data-testid="send-button"></button>',
  'open-webui':
    '<div id="chat-input" contenteditable="true"></div><button id="send-message-button"></button>',
  librechat:
    '<form><textarea data-testid="text-input"></textarea><button data-testid="send-button"></button></form>',
  'deep-chat':
    '<div><template shadowrootmode="open"><div id="messages"></div><div id="text-input" role="textbox" contenteditable></div></template></div>',
  copilotkit: '<textarea data-testid="copilot-chat-textarea"></textarea>',
  'llama.cpp': '<div data-slot="chat-form"><textarea></textarea></div>',
};

test('every preset has a page to be recognised by', () => {
  expect(Object.keys(MARKED)).toEqual(presets.map(({ name }) => name));
});

for (const preset of presets) {
  test(`${preset.name}: a page with its marks is one, and its selectors are selectors`, async ({ page }) => {
    await page.goto('about:blank');
    // Not `setContent`: it would not open shadow roots that are declared in the text.
    await page.evaluate((html) => document.body.setHTMLUnsafe(html), MARKED[preset.name]!);
    expect(await applyPreset(page, given('auto'))).toEqual({
      selectors: preset.selectors,
      preset: preset.name,
    });
    const asked = Object.entries(preset.selectors).filter(([, selector]) => selector !== null);
    const wrong = await page.evaluate(
      (selectors) =>
        selectors.filter((selector) => {
          try {
            document.querySelector(selector);
            return false;
          } catch {
            return true;
          }
        }),
      asked.map(([, selector]) => selector!),
    );
    expect(wrong).toEqual([]);
  });
}

test('a page without the marks of any is an unknown one', async ({ page }) => {
  await page.setContent('<textarea placeholder="Ask"></textarea><button>Send</button>');
  expect(await applyPreset(page, given('auto'))).toEqual({ selectors: NOTHING, preset: undefined });
});

test('with presets off, a page with all marks is an unknown one', async ({ page }) => {
  await page.setContent(MARKED.copilotkit!);
  expect(await applyPreset(page, given('none'))).toEqual({ selectors: NOTHING, preset: undefined });
});

test('what the user gives goes before what a preset knows', async ({ page }) => {
  await page.setContent(MARKED.copilotkit!);
  const known = await applyPreset(page, given('auto', { answer: '#mine' }));
  expect(known.preset).toBe('copilotkit');
  expect(known.selectors).toMatchObject({
    answer: '#mine',
    composer: '[data-testid="copilot-chat-textarea"]',
  });
});

test('a preset by name is taken at its word; a name that is none is an error that lists them', async ({
  page,
}) => {
  await page.setContent('<p>Empty</p>');
  expect((await applyPreset(page, given('open-webui'))).preset).toBe('open-webui');
  const error = await applyPreset(page, given('openwebui')).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'E_PRESET', hint: expect.stringContaining('open-webui') });
});
