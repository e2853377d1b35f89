import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { requestConcealer } from '../../dist/src/load/request-secrets.js';

const request = {
  url: 'http://127.0.0.1:1/api?api_key=query-key-1',
  headers: { authorization: 'Bearer bearer-2', 'content-type': 'application/json' },
  json: {
    model: 'small-model-3',
    apiKey: 'field-key-4',
    auth: { user: 'somebody-5', scopes: ['scope-6'] },
    author: 'an-author-7',
    messages: [{ role: 'user', content: 'Is it "true" that tides turn twice a day?' }],
  },
};
const PROMPT = request.json.messages[0]!.content;

test('what a request sent in secret goes, in address, headers and named fields; the rest stays', () => {
  const quoted = JSON.stringify([request.url, request.headers, request.json]);
  const concealed = requestConcealer(request, [])(quoted);
  for (const secret of ['query-key-1', 'bearer-2', 'field-key-4', 'somebody-5', 'scope-6']) {
    expect(concealed).not.toContain(secret);
  }
  for (const word of ['small-model-3', 'an-author-7', 'tides turn', 'application/json']) {
    expect(concealed).toContain(word);
  }
});

test('what was said goes where it may not be written down, as it stands, in JSON, and in part', () => {
  const conceal = requestConcealer(request, [PROMPT]);
  expect(conceal(`too long: ${PROMPT}`)).toBe('too long: (not shown)');
  expect(conceal(JSON.stringify({ prompt: PROMPT, code: 4 }))).toBe('{"prompt":"(not shown)","code":4}');
  expect(conceal('near "that tides turn twice" (line 1)')).toBe('near "(not shown)" (line 1)');
  // So little is in any language.
  expect(conceal('twice a day')).toBe('twice a day');
  expect(conceal('model small-model-3 does not exist')).toBe('model small-model-3 does not exist');
});

test('no passage of twelve characters of what was said is left, whatever stands around it', () => {
  const words = fc.string({ minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(words, fc.array(words), fc.boolean(), (said, around, isJson) => {
      const written = isJson ? JSON.stringify(said).slice(1, -1) : said;
      const text = requestConcealer(request, [said])(around.join(written));
      for (let at = 0; at + 12 <= written.length; at++) {
        expect(text.split('(not shown)')).not.toContainEqual(
          expect.stringContaining(written.slice(at, at + 12)),
        );
      }
    }),
  );
});
