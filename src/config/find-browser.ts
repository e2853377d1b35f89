import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserChoice, SkippedSource } from './browser-choice.js';
import type { BrowserSearch, BrowserSource, BrowserSourceName } from './browser-sources/browser-source.js';
import { BROWSER_SOURCES } from './browser-sources/index.js';
import { selectedSources } from './selected-sources.js';

export interface FindBrowserOptions extends Partial<BrowserSearch> {
  readonly env: NodeJS.ProcessEnv;
  /** Where to look, in order; default: what {@link selectedSources} says. */
  readonly sources?: readonly BrowserSourceName[];
}

/**
 * Looks for a browser without changing the machine; the first source that has one wins.
 *
 * @throws PlimsollError `E_BROWSER_PATH`: the path that the user named does not exist; `E_BROWSER_SOURCES`: unknown name.
 */
export function findBrowser(options: FindBrowserOptions): BrowserChoice {
  const { sources = selectedSources(options.env), ...asked } = options;
  const search: BrowserSearch = { ...thisMachine, ...asked };
  const skipped: SkippedSource[] = [];
  for (const name of sources) {
    const finding = sourceNamed(name).find(search);
    if ('launch' in finding) return { source: name, ...finding.launch, skipped };
    skipped.push({ source: name, why: finding.why });
  }
  return { source: null, skipped };
}

function sourceNamed(name: BrowserSourceName): BrowserSource {
  return BROWSER_SOURCES.find((source) => source.name === name)!;
}

const thisMachine: Omit<BrowserSearch, 'env'> = {
  platform: process.platform,
  exists: existsSync,
  head: headOf,
  installations: installationsHere,
};

function headOf(path: string): string | null {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch {
    // Not readable, so not a script that could be judged; launching it will tell.
    return null;
  }
  try {
    const buffer = Buffer.alloc(1024);
    return buffer.toString('latin1', 0, readSync(file, buffer, 0, buffer.length, 0));
  } finally {
    closeSync(file);
  }
}

/** Loaded only here: most runs find their browser before they need it. */
function installationsHere(): string[] {
  const { Launcher } = createRequire(import.meta.url)('chrome-launcher') as typeof import('chrome-launcher');
  try {
    return Launcher.getInstallations();
  } catch (error) {
    // On Linux it throws instead of returning an empty list.
    if ((error as { code?: unknown }).code === 'ERR_LAUNCHER_PATH_NOT_SET') return [];
    throw error;
  }
}
