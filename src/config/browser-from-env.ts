import { existsSync } from 'node:fs';
import type { FoundBrowser } from './browser-choice.js';
import { BROWSER_SOURCE_NAMES } from './browser-sources/browser-source.js';

/** Set by whoever searched first in a run; workers and child processes inherit it. */
const VARIABLE = 'PLIMSOLL_BROWSER';

/** The browser that an earlier process of this run found. `undefined`: none was handed on, or it is gone. */
export function browserFromEnv(
  env: NodeJS.ProcessEnv,
  exists: (path: string) => boolean = existsSync,
): FoundBrowser | undefined {
  const text = env[VARIABLE];
  if (!text) return undefined;
  const handedOn = parse(text);
  if (!handedOn || (handedOn.executablePath && !exists(handedOn.executablePath))) return undefined;
  return handedOn;
}

/** Hands the found browser on to every process that inherits `env`. */
export function browserToEnv(env: NodeJS.ProcessEnv, browser: FoundBrowser): void {
  env[VARIABLE] = JSON.stringify(browser);
}

/** What is not ours or not whole is as good as absent: the search then runs again. */
function parse(text: string): FoundBrowser | undefined {
  let value: Partial<FoundBrowser> | null;
  try {
    value = JSON.parse(text) as Partial<FoundBrowser> | null;
  } catch {
    return undefined;
  }
  const source = BROWSER_SOURCE_NAMES.find((name) => name === value?.source);
  if (!value || !source) return undefined;
  const { executablePath, channel, skipped } = value;
  return {
    source,
    ...(typeof executablePath === 'string' && { executablePath }),
    ...(typeof channel === 'string' && { channel }),
    skipped: Array.isArray(skipped) ? skipped : [],
  };
}
