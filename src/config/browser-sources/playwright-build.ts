import { join } from 'node:path';
import type { BrowserSource } from './browser-source.js';
import { playwrightFolders } from './playwright-folders.js';

/** Playwright writes this file when a browser is unpacked; without it a download was cut short. */
const COMPLETE = 'INSTALLATION_COMPLETE';

/** Playwright writes this file when it has checked that the machine has the libraries that the browser needs. */
const PROVEN = 'DEPENDENCIES_VALIDATED';

/** Chromium as Playwright installs it: `chromium.launch()` runs the headless shell, or, where only that is there, the full build. */
export const playwrightBuild: BrowserSource = {
  name: 'playwright',
  find({ env, platform, exists }) {
    const folders = playwrightFolders(env, platform);
    if (exists(join(folders.headlessShell, COMPLETE))) return { launch: {} };
    if (exists(join(folders.chromium, COMPLETE))) return { launch: { channel: 'chromium' } };
    return { why: `this Playwright's Chromium is not installed (no ${folders.headlessShell})` };
  },
};

/** Whether the installed build has started on this machine before. */
export function isProven(
  env: NodeJS.ProcessEnv,
  platform: NodeJS.Platform,
  exists: (path: string) => boolean,
): boolean {
  const folders = playwrightFolders(env, platform);
  return [folders.headlessShell, folders.chromium].some((folder) => exists(join(folder, PROVEN)));
}
