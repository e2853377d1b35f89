import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { resolvePlan } from '../../dist/src/config/resolve-plan.js';
import { headerSecrets } from '../../dist/src/load/header-secrets.js';
import { buildRequest } from '../../dist/src/load/request.js';
import { requestConcealer } from '../../dist/src/load/request-secrets.js';
import type { DialectName } from '../../dist/src/model/dialect.js';
import { dialects } from '../../dist/src/wire/dialects.js';

const plan = resolvePlan({ config: {}, env: {} });

const request = {
  url: 'http://127.0.0.1:1/api?api_key=query-key-1',
  headers: { authorization: 'Bearer bearer-2', 'content-type': 'application/json' },
  json: {
    model: 'small-model-3',
    apiKey: 'field-key-4',
    auth: { user: 'somebody-5', scopes: ['scope-no-6'] },
    author: 'an-author-7',
    messages: [{ role: 'user', content: 'Is it "true" that tides turn twice a day?' }],
  },
};
const sent = { url: request.url, headers: request.headers, bodies: [request.json] };
const PROMPT = request.json.messages[0]!.content;

test('what a request sent in secret goes, in address, headers and named fields; the rest stays', () => {
  const quoted = JSON.stringify([request.url, request.headers, request.json]);
  const concealed = requestConcealer({ ...sent, said: [] })(quoted);
  for (const secret of ['query-key-1', 'bearer-2', 'field-key-4', 'somebody-5', 'scope-no-6']) {
    expect(concealed).not.toContain(secret);
  }
  for (const word of ['small-model-3', 'an-author-7', 'tides turn', 'application/json']) {
    expect(concealed).toContain(word);
  }
});

test('what the driver sends by itself is no secret, whatever is spoken', () => {
  for (const name of Object.keys(dialects) as DialectName[]) {
    const target = { ...plan.target, loadDialect: name };
    const asked = {
      prompt: 'Why?',
      id: 'crowd-7-1',
      trace: { traceparent: 'trace-0', 'x-plimsoll-run': 'run-1' },
    };
    const { headers } = buildRequest(target, request.url, asked);
    expect(headerSecrets(headers), name).toEqual([]);
  }
});

test('names that only look like those of secrets hide nothing, nor do short texts deeper under them', () => {
  const body = {
    tokenizer: 'some-tokenizer',
    keywords: ['tide', 'moon'],
    session: { model: 'gpt-4o', token: 'tok1' },
    tools: [{ parameters: { properties: { session_id: { type: 'string' } } } }],
  };
  const conceal = requestConcealer({ ...sent, bodies: [body], said: [] });
  for (const text of [
    'no some-tokenizer',
    'tide and moon',
    'gpt-4o is not there',
    'should be a valid string',
  ])
    expect(conceal(text)).toBe(text);
  expect(conceal('tok1 is wrong')).toBe('(not shown) is wrong');
});

test('secrets and what was said go as they stand in JSON, in JSON in JSON, and in ASCII', () => {
  const password = 'pa"ss\\word';
  const lines = 'Anna Meier\n12.03.1990\nПетрозаводск';
  const conceal = requestConcealer({ ...sent, bodies: [{ password }], said: [lines, 'PIN 4711'] });
  const json = (text: string): string => JSON.stringify({ text });
  const ascii = json(lines).replace(/[\u0080-\uffff]/g, (char) => `\\u0${char.charCodeAt(0).toString(16)}`);
  for (const quote of [password, json(password), json(json(password))])
    expect(conceal(quote)).not.toContain('word');
  for (const quote of [lines, json(lines), json(json(lines)), ascii, json(ascii)]) {
    for (const word of ['Anna', '1990', 'завод', '\\u0437'])
      expect(conceal(quote), quote).not.toContain(word);
  }
  expect(conceal('is PIN 4711 yours?')).toBe('is (not shown) yours?');
});

test('what was said goes where it may not be written down, as it stands, in JSON, and in part', () => {
  const conceal = requestConcealer({ ...sent, said: [PROMPT] });
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
      const text = requestConcealer({ ...sent, said: [said] })(around.join(written));
      for (let at = 0; at + 12 <= written.length; at++) {
        expect(text.split('(not shown)')).not.toContainEqual(
          expect.stringContaining(written.slice(at, at + 12)),
        );
      }
    }),
  );
});
