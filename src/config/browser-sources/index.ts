import type { BrowserSource } from './browser-source.js';
import { chrome, msedge } from './channel.js';
import { explicitPath } from './explicit-path.js';
import { apt, playwrightInstall } from './installed-only-by-set-up.js';
import { playwrightBuild } from './playwright-build.js';
import { systemBrowser } from './system-browser.js';

/** In the order in which they are tried. */
export const BROWSER_SOURCES: readonly BrowserSource[] = [
  explicitPath,
  playwrightBuild,
  chrome,
  msedge,
  systemBrowser,
  playwrightInstall,
  apt,
];
