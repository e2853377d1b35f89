import { ConfigError } from './config-error.js';
import type { PlimsollOptions } from './options.js';

const integer = (name: string, text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || text.trim() === '') {
    throw new ConfigError(
      `${name} is "${text}", not a whole number`,
      `Set ${name} to a whole number or unset it.`,
    );
  }
  return value;
};

const yesOrNo = (name: string, text: string): boolean => {
  const value = new Map([
    ['1', true],
    ['true', true],
    ['0', false],
    ['false', false],
  ]).get(text.trim().toLowerCase());
  if (value === undefined) {
    throw new ConfigError(`${name} is "${text}", neither yes nor no`, `Set ${name} to 1 or 0 or unset it.`);
  }
  return value;
};

const list = (text: string): string[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** One environment variable: the key it sets and how its text becomes a value. */
interface Variable {
  readonly name: string;
  readonly key: string;
  readonly read: (name: string, text: string) => unknown;
}

const text = (_name: string, value: string): string => value;

const VARIABLES: readonly Variable[] = [
  { name: 'PLIMSOLL_PROFILE', key: 'profile', read: text },
  { name: 'PLIMSOLL_PEOPLE', key: 'people', read: integer },
  { name: 'PLIMSOLL_DEVICES', key: 'devices', read: (_name, value) => list(value) },
  { name: 'PLIMSOLL_SEED', key: 'seed', read: integer },
  { name: 'PLIMSOLL_SHUFFLE_CLIMB', key: 'shuffleClimb', read: yesOrNo },
  { name: 'PLIMSOLL_REPORTS_DIR', key: 'reportsDir', read: text },
  { name: 'PLIMSOLL_THREADS', key: 'crowd.threads', read: integer },
  { name: 'PLIMSOLL_ALLOW_HOSTS', key: 'limits.allowHosts', read: (_name, value) => list(value) },
  { name: 'CHAT_URL', key: 'target.chatUrl', read: text },
  { name: 'LOAD_URL', key: 'target.loadUrl', read: text },
  { name: 'LOAD_DIALECT', key: 'target.loadDialect', read: text },
  { name: 'PLIMSOLL_METRICS_URL', key: 'target.metrics.url', read: text },
  { name: 'PLIMSOLL_METRICS', key: 'target.metrics.names', read: (_name, value) => list(value) },
  { name: 'MODEL_URL', key: 'target.demo.modelUrl', read: text },
  { name: 'MODEL_NAME', key: 'target.demo.modelName', read: text },
];

/** Names of the variables by the key they set, for messages and for the report's origins. */
export const variableOf: ReadonlyMap<string, string> = new Map(VARIABLES.map(({ key, name }) => [key, name]));

/** What the environment sets, as options. An empty variable counts as unset. */
export function environmentOptions(env: NodeJS.ProcessEnv): PlimsollOptions {
  const options: Record<string, unknown> = {};
  for (const { name, key, read } of VARIABLES) {
    const value = env[name];
    if (value === undefined || value === '') continue;
    const path = key.split('.');
    let at = options;
    for (const part of path.slice(0, -1)) {
      at[part] ??= {};
      at = at[part] as Record<string, unknown>;
    }
    at[path.at(-1)!] = read(name, value);
  }
  return options as PlimsollOptions;
}
