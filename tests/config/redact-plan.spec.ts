import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { redactPlan } from '../../dist/src/config/redact-plan.js';
import { resolvePlan } from '../../dist/src/config/resolve-plan.js';

const secret = fc.stringMatching(/^[a-z0-9]{12,24}$/).map((text) => `planted-${text}`);

/** An address that holds the secret wherever an address can. */
const addressed = (path: string, key: string): string =>
  `https://${key}:${key}@localhost${path}?token=${key}&${key}=1#${key}`;

test('no header value, no body, no query, no credentials, no fragment is in what is written down', () => {
  fc.assert(
    fc.property(secret, (key) => {
      const plan = resolvePlan({
        config: {
          target: {
            chatUrl: addressed('/chat', key),
            loadUrl: addressed('/api', key),
            loadHeaders: { authorization: `Bearer ${key}`, cookie: key },
            loadBody: { key, prompt: '{{prompt}}' },
            loadTasks: [[{ tool: 'search', arguments: { key } }]],
            lanes: {
              mcp: {
                loadUrl: addressed('/mcp', key),
                loadDialect: 'mcp-streamable-http',
                loadHeaders: { 'x-key': key },
                loadBody: { key },
                loadTasks: [[{ tool: 'search', arguments: { key } }]],
              },
            },
          },
        },
        env: {},
      });
      const written = redactPlan(plan);
      expect(JSON.stringify(written)).not.toContain(key);
      expect(written.target).toMatchObject({
        chatUrl: 'https://localhost/chat',
        loadUrl: 'https://localhost/api',
        loadHeaders: { authorization: '(not shown)', cookie: '(not shown)' },
        loadBody: '(set)',
      });
      // The run itself needs them.
      expect(plan.target.loadHeaders.authorization).toBe(`Bearer ${key}`);
    }),
  );
});

test('the address of a model server is an address too', () => {
  fc.assert(
    fc.property(secret, (key) => {
      const plan = resolvePlan({ config: {}, env: { MODEL_URL: addressed('/v1', key) } });
      const written = redactPlan(plan);
      expect(JSON.stringify(written)).not.toContain(key);
      expect(written.target.demo?.modelUrl).toBe('https://localhost/v1');
    }),
  );
});

test('everything else is written as it is', () => {
  const plan = resolvePlan({ config: { people: 3 }, env: { PLIMSOLL_SEED: '7' } });
  expect(redactPlan(plan)).toEqual(plan);
});

test('prompts are written down where texts are kept, and else told apart only', () => {
  const written = (text: 'keep' | 'shape' | 'none', ...prompts: string[]) =>
    redactPlan(resolvePlan({ config: { text, prompts }, env: {} })).prompts;
  expect(written('keep', 'mine are these')).toEqual(['mine are these']);
  for (const text of ['shape', 'none'] as const) {
    const [one, other] = written(text, 'mine are these', 'yours are those');
    expect(`${one} ${other}`).not.toMatch(/mine|these|yours|those/);
    expect(one).not.toBe(other);
    expect(written(text, 'mine are these')).toEqual([one]);
  }
});
