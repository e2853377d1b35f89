import type { BrowserChoice } from './browser-choice.js';
import { browserFromEnv, browserToEnv } from './browser-from-env.js';
import { type FindBrowserOptions, findBrowser } from './find-browser.js';

/**
 * The browser of this run: the one that was handed on, else a search whose result is handed on through `env`. A path
 * in the user's own configuration beats what a process that did not know the configuration has found.
 */
export function browserForRun(options: FindBrowserOptions): BrowserChoice {
  const handedOn = options.explicitPath ? undefined : browserFromEnv(options.env, options.exists);
  if (handedOn) return handedOn;
  const choice = findBrowser(options);
  if (choice.source !== null) browserToEnv(options.env, choice);
  return choice;
}
