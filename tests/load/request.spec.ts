import { expect, test } from '@playwright/test';
import { resolvePlan } from '../../dist/src/config/resolve-plan.js';
import { buildRequest } from '../../dist/src/load/request.js';
import { dialects } from '../../dist/src/wire/dialects.js';

const plan = (target: Parameters<typeof resolvePlan>[0]['config']['target'] = {}) =>
  resolvePlan({ config: { target }, env: {} }).target;

for (const dialect of Object.values(dialects)) {
  test(`${dialect.name} asks with the prompt in its body, and says what it accepts`, () => {
    const request = buildRequest(plan({ loadDialect: dialect.name }), 'http://127.0.0.1/chat', {
      prompt: 'Why?',
      id: 'c-1',
    });
    expect(request.body).toContain('Why?');
    expect(JSON.parse(request.body)).toEqual(request.json);
    expect(request.headers).toMatchObject({ 'content-type': 'application/json', 'x-request-id': 'c-1' });
    for (const mediaType of Object.keys(dialect.framings).slice(0, 1)) {
      expect(request.headers.accept).toContain(mediaType);
    }
  });
}

test('a body of one’s own takes its place, and headers of one’s own win', () => {
  const target = plan({
    loadDialect: 'raw-ndjson:out.text',
    loadBody: { ask: ['{{prompt}}', { session: 's-{{id}}' }], n: 1, none: null },
    loadHeaders: { accept: 'application/jsonl', 'x-team': 'chat' },
  });
  const request = buildRequest(target, 'http://127.0.0.1/chat', {
    prompt: 'Why "{{id}}"?',
    id: 'c-1',
  });
  // What the prompt says is not replaced again.
  expect(request.json).toEqual({ ask: ['Why "{{id}}"?', { session: 's-c-1' }], n: 1, none: null });
  expect(request.headers).toMatchObject({ accept: 'application/jsonl', 'x-team': 'chat' });
});

test('a dialect that does not exist is refused with the names of those that do', () => {
  for (const LOAD_DIALECT of ['openai', 'raw-sse:', 'raw-sse:a..b', 'ollama:x']) {
    expect(() => resolvePlan({ config: {}, env: { LOAD_DIALECT } })).toThrow(
      /LOAD_DIALECT: must be one of auto, ai-sdk-ui, .*raw-sse:choices\.0\.text/,
    );
  }
  expect(plan({ loadDialect: 'raw-sse:a.0.b' }).loadDialect).toBe('raw-sse:a.0.b');
});

test('a conversation goes into the body as the dialect writes it, and into a body of one’s own', () => {
  const before = [{ id: 'c-1', prompt: 'Who?', answer: 'Me.' }];
  const question = { prompt: 'Why?', id: 'c-2', before, user: 7 };
  const roles = [
    { role: 'user', content: 'Who?' },
    { role: 'assistant', content: 'Me.' },
    { role: 'user', content: 'Why?' },
  ];
  const body = (target: Parameters<typeof plan>[0]) =>
    buildRequest(plan(target), 'http://127.0.0.1/chat', question).json;
  for (const loadDialect of ['openai-chat', 'anthropic-messages', 'ollama'] as const)
    expect(body({ loadDialect })).toMatchObject({ messages: roles });
  expect(body({ loadDialect: 'openai-responses' })).toMatchObject({ input: roles });
  expect(body({ loadDialect: 'ag-ui' })).toMatchObject({ threadId: 'c-1', messages: roles });
  const ui = ['Who?', 'Me.', 'Why?'].map((text) => ({ parts: [{ type: 'text', text }] }));
  expect(body({ loadDialect: 'ai-sdk-ui' })).toMatchObject({ id: 'c-1', messages: ui });
  const ids = (body({ loadDialect: 'ai-sdk-ui' }) as { messages: { id: string }[] }).messages.map(
    ({ id }) => id,
  );
  expect(new Set(ids).size).toBe(3);
  expect(body({ loadBody: { all: '{{messages}}', of: '{{conversation}}/{{user}}' } })).toEqual({
    all: roles,
    of: 'c-1/7',
  });
});

test('headers of a user’s own win, and may hold the user’s number', () => {
  const target = plan({ loadHeaders: { authorization: 'Bearer t-{{user}}', 'x-a': '1' } });
  const question = { prompt: 'Why?', id: 'c-1', user: 3, headers: { 'x-a': '2' } };
  expect(buildRequest(target, 'http://127.0.0.1/chat', question).headers).toMatchObject({
    authorization: 'Bearer t-3',
    'x-a': '2',
  });
});
