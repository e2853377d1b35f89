import type { BrowserSource } from './browser-source.js';

const SNAP = '/snap/bin/chromium';

/** A Chromium that the system's package manager installed. */
export const systemBrowser: BrowserSource = {
  name: 'system',
  find({ installations, exists, head }) {
    let paths: readonly string[];
    try {
      paths = installations();
    } catch (error) {
      return { why: `the machine could not be searched (${(error as Error).message})` };
    }
    const whys: string[] = [];
    for (const executablePath of paths) {
      // Ubuntu's package is a script that only says where the snap can be had.
      if (head(executablePath)?.includes(SNAP) && !exists(SNAP)) {
        whys.push(`${executablePath} only points to a snap that is not installed`);
        continue;
      }
      return { launch: { executablePath } };
    }
    return { why: whys.join('; ') || 'no Chrome or Chromium is installed on this machine' };
  },
};
