import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** Where the installed Playwright keeps its Chromium: the full browser, and the shell that it runs headless. */
export interface PlaywrightFolders {
  readonly chromium: string;
  readonly headlessShell: string;
}

interface BrowsersJson {
  readonly browsers: readonly { readonly name: string; readonly revision: string }[];
}

/**
 * Follows Playwright's own rule instead of asking it: loading Playwright takes half a second, and this runs before
 * every run. A test compares the answer with `chromium.executablePath()`.
 */
export function playwrightFolders(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): PlaywrightFolders {
  const core = playwrightCoreFolder();
  const { browsers } = JSON.parse(readFileSync(join(core, 'browsers.json'), 'utf8')) as BrowsersJson;
  const registry = registryFolder(env, platform, core);
  const folder = (name: string) => {
    const revision = browsers.find((browser) => browser.name === name)?.revision;
    return join(registry, `${name.replaceAll('-', '_')}-${revision ?? 'unknown'}`);
  };
  return { chromium: folder('chromium'), headlessShell: folder('chromium-headless-shell') };
}

function playwrightCoreFolder(): string {
  let from = import.meta.url;
  for (const name of ['@playwright/test', 'playwright', 'playwright-core']) {
    from = createRequire(from).resolve(`${name}/package.json`);
  }
  return dirname(from);
}

function registryFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform, core: string): string {
  const configured = env.PLAYWRIGHT_BROWSERS_PATH;
  if (configured === '0') return join(core, '.local-browsers');
  if (configured) return resolve(env.INIT_CWD || process.cwd(), configured);
  return join(cacheFolder(env, platform), 'ms-playwright');
}

function cacheFolder(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  if (platform === 'win32') return env.LOCALAPPDATA || join(homedir(), 'AppData', 'Local');
  return env.XDG_CACHE_HOME || join(homedir(), '.cache');
}
