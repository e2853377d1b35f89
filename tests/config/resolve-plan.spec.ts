import { expect, test } from '@playwright/test';
import { ConfigError } from '../../dist/src/config/config-error.js';
import type { PlimsollOptions } from '../../dist/src/config/options.js';
import { profiles } from '../../dist/src/config/profiles.js';
import { type PlanSources, resolvePlan } from '../../dist/src/config/resolve-plan.js';

const resolve = (
  config: PlimsollOptions = {},
  env: NodeJS.ProcessEnv = {},
  commandLine: PlimsollOptions = {},
) => resolvePlan({ config, env, commandLine });

test('command line before environment before config before profile before default, each with its origin', () => {
  const [config, env, line] = [{ people: 5 }, { PLIMSOLL_PEOPLE: '6' }, { people: 7 }];
  const of = (...sources: Parameters<typeof resolve>) => {
    const { people, origins } = resolve(...sources);
    return [people, origins.people];
  };
  expect(of(config, env, line)).toEqual([7, 'command line']);
  expect(of(config, env)).toEqual([6, 'environment PLIMSOLL_PEOPLE']);
  expect(of(config)).toEqual([5, 'config']);
  expect(of()).toEqual([2, 'profile quick']);
  const { seed, origins } = resolve();
  expect([seed, origins.seed]).toEqual([1, undefined]);
});

test('the profile itself is chosen by the same order', () => {
  const named = (...sources: Parameters<typeof resolve>) => resolve(...sources).profile;
  const env = { PLIMSOLL_PROFILE: 'model' };
  expect(named({ profile: 'page-only' }, env, { profile: 'quick' })).toBe('quick');
  expect(named({ profile: 'page-only' }, env)).toBe('model');
  expect(named({ profile: 'page-only' })).toBe('page-only');
  expect(named()).toBe('quick');
});

test('parts of a branch come from different places; lists, bodies and headers come whole', () => {
  const { target, limits, origins, deadlines } = resolve(
    {
      target: {
        chatUrl: 'http://localhost/chat',
        loadHeaders: { a: '1' },
        loadBody: { messages: [{ content: '{{prompt}}' }] },
        selectors: { send: '#send' },
      },
      limits: { maxStreams: 99, allowHosts: ['one.example.org'] },
      deadlines: { turnMs: 5_000 },
    },
    { LOAD_URL: 'http://two.example.org/api', PLIMSOLL_ALLOW_HOSTS: ' two.example.org , three.example.org,' },
  );
  expect(target).toMatchObject({
    chatUrl: 'http://localhost/chat',
    loadUrl: 'http://two.example.org/api',
    loadHeaders: { a: '1' },
    loadBody: { messages: [{ content: '{{prompt}}' }] },
    demo: null,
  });
  expect(target.selectors).toEqual({
    composer: null,
    send: '#send',
    answer: null,
    busy: null,
    error: null,
    stop: null,
    newChat: null,
  });
  expect(limits).toMatchObject({ maxStreams: 99, allowHosts: ['two.example.org', 'three.example.org'] });
  expect(deadlines).toMatchObject({ page: { turnMs: 5_000 }, stream: { connectMs: 5_000, stallMs: 10_000 } });
  expect(origins).toMatchObject({
    'target.chatUrl': 'config',
    'target.loadUrl': 'environment LOAD_URL',
    'limits.allowHosts': 'environment PLIMSOLL_ALLOW_HOSTS',
    'limits.maxStreams': 'config',
    'deadlines.turnMs': 'config',
    'deadlines.stallMs': 'profile quick',
  });
});

test('an empty variable counts as unset', () => {
  const plan = resolve({ people: 3 }, { PLIMSOLL_PEOPLE: '', CHAT_URL: '', PLIMSOLL_PROFILE: '' });
  expect(plan).toMatchObject({ people: 3, profile: 'quick', target: { chatUrl: null } });
});

test('texts are kept as they are of the demo only, unless somebody says so', () => {
  const chat = { target: { chatUrl: 'http://localhost/' }, profile: 'page-only' };
  expect(resolve().text).toBe('keep');
  expect(resolve(chat).text).toBe('shape');
  expect(resolve({ ...chat, text: 'none' }).text).toBe('none');
});

for (const profile of Object.keys(profiles)) {
  test(`the profile ${profile} is a plan of its own: bounded, in the order of stages, with budgets`, () => {
    const plan = resolve({ profile });
    const minutes = plan.stages.reduce((sum, { maxDurationMs }) => sum + maxDurationMs, 0) / 60_000;
    expect(minutes).toBeLessThanOrEqual(plan.limits.maxMinutes);
    const order = ['warm-up', 'baseline', 'climb', 'peak', 'recovery'];
    const kinds = plan.stages.map(({ kind }) => order.indexOf(kind));
    expect(kinds).toEqual([...kinds].sort((a, b) => a - b));
    expect(new Set(plan.stages.map(({ name }) => name)).size).toBe(plan.stages.length);
    expect(plan.budgets).toContainEqual({
      metric: 'goodShare',
      phase: 'baseline',
      op: 'atLeast',
      limit: 0.9,
    });
    for (const { phase } of plan.budgets) expect([...order, 'run']).toContain(phase);
  });
}

test('budgets: none on stages that are not there; the load line only when it is set', () => {
  const metrics = (config: PlimsollOptions) =>
    resolve(config).budgets.map(({ metric, phase }) => [metric, phase]);
  expect(metrics({ profile: 'page-only' })).toEqual([['goodShare', 'baseline']]);
  expect(metrics({ loadLine: 12 })).toContainEqual(['loadLine', 'run']);
  expect(metrics({})).not.toContainEqual(['loadLine', 'run']);
  expect(metrics({ budgets: [] })).toEqual([]);
});

test('the plan is frozen, all of it', () => {
  const frozen = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    expect(Object.isFrozen(value), path).toBe(true);
    for (const [key, inner] of Object.entries(value)) frozen(inner, `${path}.${key}`);
  };
  frozen(resolve({ target: { loadBody: { a: [{ b: 1 }] } } }), 'plan');
});

const stage = (more: object) => ({ stages: [{ kind: 'climb', seconds: 5, streams: 2, ...more }] });

/** What is wrong, and what of it the message and the way out must name. */
const WRONG: Record<string, [Partial<Record<keyof PlanSources, object>>, RegExp, RegExp]> = {
  'an unknown key': [{ config: { poeple: 3 } }, /plimsoll: Unrecognized key: "poeple"/, /this key/],
  'an unknown key inside': [{ config: { target: { url: 'x' } } }, /plimsoll\.target: .*"url"/, /this key/],
  'two wrong keys': [
    { config: { people: 0, seed: -1 } },
    /plimsoll\.people: .*; plimsoll\.seed: /,
    /these keys/,
  ],
  'a number that is a text': [{ config: { people: '3' } }, /plimsoll\.people: .*expected number/, /this key/],
  'too many people on the command line': [
    { commandLine: { people: 65 } },
    /command line\.people: .*64/,
    /this key/,
  ],
  'people that are no number': [
    { env: { PLIMSOLL_PEOPLE: 'two' } },
    /PLIMSOLL_PEOPLE is "two"/,
    /Set PLIMSOLL_PEOPLE to a whole number/,
  ],
  'people by half': [{ env: { PLIMSOLL_PEOPLE: '2.5' } }, /PLIMSOLL_PEOPLE is "2\.5"/, /PLIMSOLL_PEOPLE/],
  nobody: [{ env: { PLIMSOLL_PEOPLE: '0' } }, /: PLIMSOLL_PEOPLE: .*>=1/, /this key/],
  'an address without http': [
    { env: { CHAT_URL: 'localhost:3000' } },
    /: CHAT_URL: must be an http or https URL/,
    /this key/,
  ],
  'a file for an address': [
    { env: { LOAD_URL: 'file:///etc/passwd' } },
    /: LOAD_URL: must be an http/,
    /this key/,
  ],
  'an unknown dialect': [
    { env: { LOAD_DIALECT: 'soap' } },
    /: LOAD_DIALECT: must be one of .*openai-chat/,
    /this key/,
  ],
  'a chat without its endpoint': [
    { env: { CHAT_URL: 'http://localhost/' } },
    /CHAT_URL is set but LOAD_URL is not/,
    /LOAD_URL.*LOAD_DIALECT.*PLIMSOLL_PROFILE=page-only/,
  ],
  'an endpoint without its chat': [{ env: { LOAD_URL: 'http://localhost/' } }, /CHAT_URL is not/, /CHAT_URL/],
  'an unknown profile': [
    { env: { PLIMSOLL_PROFILE: 'weekly' } },
    /"weekly"/,
    /quick, nightly, page-only.*PLIMSOLL_PROFILE/,
  ],
  'a profile that every object has': [{ config: { profile: 'constructor' } }, /"constructor"/, /quick/],
  'no stages': [{ config: { stages: [] } }, /plimsoll\.stages: /, /this key/],
  'an unknown kind of stage': [
    { config: stage({ kind: 'ramp' }) },
    /plimsoll\.stages\.0\.kind: .*"climb"/,
    /this key/,
  ],
  'two stages of one name': [
    { config: { stages: [...stage({}).stages, ...stage({}).stages] } },
    /two stages are named "climb-2"/,
    /stages\[\]\.name/,
  ],
  'a stage longer than its most': [{ config: stage({ maxSeconds: 4 }) }, /4 s at most.*5 s/, /maxSeconds/],
  'more minutes than allowed': [
    { config: stage({ seconds: 500 }) },
    /16\.7 minutes.*limits\.maxMinutes \(4\)/,
    /limits\.maxMinutes/,
  ],
  'more streams than allowed': [
    { config: stage({ streams: 257 }) },
    /257 streams.*limits\.maxStreams \(256\)/,
    /limits\.maxStreams/,
  ],
  'a criterion of everything': [{ config: { criterionShare: 1 } }, /plimsoll\.criterionShare/, /this key/],
  'no think time': [{ config: { thinkMs: 0 } }, /plimsoll\.thinkMs/, /this key/],
  'no prompts': [{ config: { prompts: [] } }, /plimsoll\.prompts/, /this key/],
  'a crowd against somebody else': [
    { env: { CHAT_URL: 'http://localhost/', LOAD_URL: 'https://api.example.org/v1?key=sesame' } },
    /the crowd may not load api\.example\.org/,
    /PLIMSOLL_ALLOW_HOSTS=api\.example\.org/,
  ],
};

for (const [what, [sources, message, hint]] of Object.entries(WRONG)) {
  test(`refused, with key and way out: ${what}`, () => {
    let thrown: unknown;
    try {
      resolvePlan({ config: {}, env: {}, ...sources } as unknown as PlanSources);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(ConfigError);
    const { message: said, hint: way, code } = thrown as ConfigError;
    expect(code).toBe('E_CONFIG');
    expect(said).toMatch(/^Failed to read the configuration: /);
    expect(said).toMatch(message);
    expect(way).toMatch(hint);
    expect(said + way).not.toContain('sesame');
  });
}
