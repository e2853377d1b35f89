import { join } from 'node:path';
import type { BrowserSource } from './browser-source.js';
import { playwrightFolders } from './playwright-folders.js';

/** Playwright writes this file when a browser is unpacked; without it a download was cut short. */
const COMPLETE = 'INSTALLATION_COMPLETE';

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
