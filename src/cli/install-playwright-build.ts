import { createRequire } from 'node:module';
import { playwrightBuild } from '../config/browser-sources/playwright-build.js';
import type { InstallContext, InstallStep } from './install-context.js';
import type { BoundedCommand } from './run-bounded.js';
import { whyFailed } from './why-failed.js';

/** Playwright prints a percentage while it downloads; a blocked host prints none. */
const DOWNLOADING = /\d+% of/;

/** `playwright install chromium`; where the browser then lacks libraries and we are root, `playwright install-deps` too. */
export const installPlaywrightBuild: InstallStep = async (context) => {
  context.say('browser: downloading Chromium with `playwright install chromium` …');
  const install = playwright(context, ['install', 'chromium'], 60_000, {
    progress: DOWNLOADING,
    maxMs: 600_000,
  });
  const installed = await context.run(install);
  if (installed.exitCode !== 0) return whyFailed(install, installed);

  const whyNot = await context.prove({});
  if (whyNot === null || context.signal?.aborted) return whyNot;
  if (!context.isRoot) return `${playwrightBuild.name} is installed, but does not start: ${whyNot}`;

  context.say('browser: it does not start yet; installing its libraries with `playwright install-deps` …');
  const installLibraries = playwright(context, ['install-deps', 'chromium'], 300_000);
  const libraries = await context.run(installLibraries);
  if (libraries.exitCode !== 0)
    return `it does not start (${whyNot}), and ${whyFailed(installLibraries, libraries)}`;
  const whyStillNot = await context.prove({});
  return whyStillNot && `it is installed, but does not start: ${whyStillNot}`;
};

function playwright(
  { env, signal }: InstallContext,
  args: readonly string[],
  timeoutMs: number,
  bounds: Pick<BoundedCommand, 'progress' | 'maxMs'> = {},
): BoundedCommand {
  const cli = createRequire(import.meta.url).resolve('@playwright/test/cli');
  return {
    title: `playwright ${args.join(' ')}`,
    command: process.execPath,
    args: [cli, ...args],
    env,
    timeoutMs,
    ...bounds,
    signal,
  };
}
