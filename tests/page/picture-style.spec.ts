import { createHash } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { pictureStyle } from '../../dist/src/page/picture-style.js';

const digestOf = (picture: Buffer): string => createHash('sha256').update(picture).digest('hex');

/** Text wherever a page may have it, in letters of equal width: pages that differ in words only are drawn alike. */
const pageOf = (word: string): string => `
  <style>
    * { font: 16px monospace !important }
    body { transition: color 1s }
    .before::before { content: "${word}" }
    p { color: teal !important; text-shadow: 1px 1px red }
  </style>
  <h1>${word}</h1><p>${word} <b style="color: red !important">${word}</b></p><div class="before"></div>
  <input value="${word}"><input placeholder="${word}"><textarea>${word}</textarea><button>${word}</button>
  <ul><li>${word}</li></ul><select><option>${word}</option></select>
  <svg width="200" height="30"><text y="20">${word}</text></svg>
  <canvas width="200" height="30"></canvas>
  <img alt="${word}" src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E%3Ctext y='20'%3E${word}%3C/text%3E%3C/svg%3E">
  <iframe srcdoc="<body style='font-family: monospace'>${word}" height="40"></iframe>
  <section></section>
  <script>
    document.querySelector('canvas').getContext('2d').fillText('${word}', 5, 20);
    document.querySelector('section').attachShadow({ mode: 'open' }).innerHTML = '<b>${word}</b>';
  </script>`;

for (const policy of ['shape', 'none'] as const) {
  test(`${policy}: a picture tells no word, wherever on the page it stands`, async ({ page }) => {
    const picture = async (word: string, style: string): Promise<string> => {
      await page.setContent(pageOf(word));
      return digestOf(await page.screenshot({ style }));
    };
    const hidden = pictureStyle(policy);
    expect(await picture('zanthoquill', hidden)).toBe(await picture('brivemarken', hidden));
    const shown = pictureStyle('keep');
    expect(await picture('zanthoquill', shown)).not.toBe(await picture('brivemarken', shown));
  });
}

test('where there was text is still to be seen', async ({ page }) => {
  const picture = async (html: string): Promise<string> => {
    await page.setContent(html);
    return digestOf(await page.screenshot({ style: pictureStyle('shape') }));
  };
  expect(await picture('<p>an answer</p>')).not.toBe(await picture('<p></p>'));
});
