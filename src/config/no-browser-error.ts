import { PlimsollError } from '../model/plimsoll-error.js';
import type { SkippedSource } from './browser-choice.js';

const HINT =
  'Install Chromium or Chrome, or run `npx playwright install --with-deps chromium`, or set PLIMSOLL_CHROMIUM_PATH to ' +
  'a browser; behind a firewall PLAYWRIGHT_DOWNLOAD_HOST may name a mirror.';

/** No source had a browser. The message lists each with its reason. */
export class NoBrowserError extends PlimsollError {
  readonly skipped: readonly SkippedSource[];

  constructor(skipped: readonly SkippedSource[]) {
    const tried = skipped.map(({ source, why }) => `\n  ${source}: ${why}`).join('');
    super('E_NO_BROWSER', `Failed to find a browser: none of these sources has one${tried}`, HINT);
    this.skipped = skipped;
  }
}
