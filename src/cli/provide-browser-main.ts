import { PlimsollError } from '../model/plimsoll-error.js';
import { provideBrowser } from './provide-browser.js';

/** `node dist/src/cli/provide-browser-main.js`: prints the browser that a run would use. Exit code 2: there is none. */
const interrupted = new AbortController();
process.on('SIGINT', () => interrupted.abort());

try {
  const browser = await provideBrowser({ env: process.env, signal: interrupted.signal });
  for (const { source, why } of browser.skipped) console.log(`browser: ${source}: ${why}`);
  console.log(
    `browser: ${browser.source}: ${browser.executablePath ?? browser.channel ?? "Playwright's Chromium"}`,
  );
} catch (error) {
  if (!(error instanceof PlimsollError)) throw error;
  console.error(`${error.message}\n${error.hint} (${error.code})`);
  process.exitCode = interrupted.signal.aborted ? 130 : 2;
}
