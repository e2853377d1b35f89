import { PlimsollError } from '../../model/plimsoll-error.js';
import type { BrowserSource } from './browser-source.js';

/** The path that the user named. One that does not exist is an error: another browser would not be what was asked for. */
export const explicitPath: BrowserSource = {
  name: 'path',
  find({ env, explicitPath: configured, exists }) {
    const fromEnv = env.PLIMSOLL_CHROMIUM_PATH;
    const executablePath = fromEnv || configured;
    if (!executablePath)
      return { why: 'neither PLIMSOLL_CHROMIUM_PATH nor launchOptions.executablePath is set' };
    if (!exists(executablePath)) {
      const key = fromEnv ? 'PLIMSOLL_CHROMIUM_PATH' : 'launchOptions.executablePath';
      throw new PlimsollError(
        'E_BROWSER_PATH',
        `Failed to use the browser at ${executablePath}: there is no such file`,
        `Correct ${key}, or unset it so that a browser is searched for.`,
      );
    }
    return { launch: { executablePath } };
  },
};
