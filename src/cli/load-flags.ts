import { readFileSync } from 'node:fs';
import { ConfigError } from '../config/config-error.js';
import type { PlimsollOptions } from '../config/options.js';

/** What the command line of `plimsoll load` may set, as commander reads it. */
export interface LoadFlags {
  readonly dialect?: string;
  readonly model?: string;
  readonly streams?: number;
  readonly perSecond?: number;
  readonly arrivals?: string;
  readonly seconds?: number;
  readonly ramp?: number;
  readonly header?: readonly string[];
  readonly body?: string;
  readonly prompt?: readonly string[];
  readonly prompts?: string;
  readonly turns?: number;
  readonly think?: number;
  readonly stopShare?: number;
  readonly warmCache?: true;
  readonly check?: readonly string[];
  readonly threshold?: readonly string[];
  readonly seed?: number;
  readonly maxRequests?: number;
  readonly http2?: true;
  readonly ca?: string;
  readonly proxy?: string;
  readonly threads?: number;
  readonly metrics?: string;
  readonly metric?: readonly string[];
  readonly allowHost?: readonly string[];
}

const DEFAULT_SECONDS = 30;

/** The flags as options; what is not set is absent. */
export function loadFlags(flags: LoadFlags): PlimsollOptions {
  const options = {
    target: {
      loadDialect: flags.dialect,
      loadModel: flags.model,
      loadHeaders: flags.header === undefined ? undefined : headersOf(flags.header),
      loadBody: flags.body === undefined ? undefined : bodyOf(flags.body),
      metrics: { url: flags.metrics, names: flags.metric },
    },
    stages: stagesOf(flags),
    crowd: {
      turns: flags.turns,
      thinkMs: flags.think === undefined ? undefined : 1000 * flags.think,
      stopShare: flags.stopShare,
      cache: flags.warmCache === true ? 'warm' : undefined,
      checks: flags.check,
      http2: flags.http2,
      caFile: flags.ca,
      proxy: flags.proxy,
      threads: flags.threads,
    },
    limits: {
      maxRequests: flags.maxRequests,
      maxStreams: flags.streams !== undefined && flags.streams > 256 ? flags.streams : undefined,
      allowHosts: flags.allowHost,
    },
    prompts: flags.prompt,
    promptsFile: flags.prompts,
    thresholds: flags.threshold,
    seed: flags.seed,
  };
  return withoutUndefined(options) as PlimsollOptions;
}

function stagesOf({ streams, perSecond, arrivals, seconds, ramp }: LoadFlags): unknown {
  if (streams === undefined && perSecond === undefined) {
    if (seconds === undefined && ramp === undefined && arrivals === undefined) return undefined;
    throw new ConfigError(
      '--seconds, --ramp and --arrivals say how a load is offered, and none was given',
      'Give --streams <n> or --per-second <n> with them.',
    );
  }
  if (streams !== undefined && perSecond !== undefined) {
    throw new ConfigError(
      '--streams (closed load) and --per-second (open load) were both given',
      'Give one of them.',
    );
  }
  return [
    {
      kind: 'peak',
      name: 'hold',
      streams,
      perSecond,
      arrivals,
      rampSeconds: ramp,
      seconds: seconds ?? DEFAULT_SECONDS,
    },
  ];
}

function headersOf(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      if (colon > 0) return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
      throw new ConfigError(
        'a --header has no colon',
        'Write it as --header "name: value". What it held is not shown.',
      );
    }),
  );
}

function bodyOf(text: string): unknown {
  const json = text.startsWith('@') ? readBody(text.slice(1)) : text;
  try {
    return JSON.parse(json);
  } catch (error) {
    throw new ConfigError(
      `--body is no JSON: ${error instanceof Error ? error.message : String(error)}`,
      'Give JSON, or @file for a file of it; "{{prompt}}" and "{{messages}}" are replaced in it.',
    );
  }
}

function readBody(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError(
      `--body: ${file} cannot be read (${(error as NodeJS.ErrnoException).code ?? String(error)})`,
      'Name a file of JSON after the @.',
    );
  }
}

/** Without keys that are not set, at any depth, so that they override nothing. */
function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .map(([key, inner]) => [key, key === 'loadBody' ? inner : withoutUndefined(inner)]);
  return Object.fromEntries(kept.filter(([, inner]) => !isEmpty(inner)));
}

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length === 0;
