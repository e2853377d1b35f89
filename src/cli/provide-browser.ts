import { existsSync, readFileSync } from 'node:fs';
import type { BrowserChoice, FoundBrowser, SkippedSource } from '../config/browser-choice.js';
import { browserToEnv } from '../config/browser-from-env.js';
import type { BrowserSourceName } from '../config/browser-sources/browser-source.js';
import { isProven } from '../config/browser-sources/playwright-build.js';
import { type FindBrowserOptions, findBrowser } from '../config/find-browser.js';
import { NoBrowserError } from '../config/no-browser-error.js';
import { selectedSources } from '../config/selected-sources.js';
import type { InstallContext, InstallStep } from './install-context.js';
import { installDebianChromium } from './install-debian-chromium.js';
import { installPlaywrightBuild } from './install-playwright-build.js';
import { proveLaunch } from './prove-launch.js';
import { runBounded } from './run-bounded.js';

export interface ProvideBrowserOptions extends Partial<InstallContext> {
  /** `PLIMSOLL_BROWSER` is set in it, for every process that inherits it. */
  readonly env: NodeJS.ProcessEnv;
  /** How the machine is searched; for tests. */
  readonly search?: Partial<FindBrowserOptions>;
}

/** Sources that put a browser in place, and the source that then finds it. */
const STEPS: ReadonlyMap<BrowserSourceName, { install: InstallStep; thenFind: BrowserSourceName }> = new Map([
  ['playwright-install', { install: installPlaywrightBuild, thenFind: 'playwright' }],
  ['apt', { install: installDebianChromium, thenFind: 'system' }],
]);

/**
 * Finds a browser, or installs one.
 *
 * @throws NoBrowserError with every source and its reason.
 */
export async function provideBrowser(options: ProvideBrowserOptions): Promise<FoundBrowser> {
  const { search, ...given } = options;
  const context: InstallContext = { ...onThisMachine(), ...given };
  const find = (source: BrowserSourceName): BrowserChoice =>
    findBrowser({ ...search, env: context.env, sources: [source] });

  const skipped: SkippedSource[] = [];
  let saySkips = false;
  for (const source of selectedSources(context.env)) {
    // A search that succeeds needs no explanation; one that leads to changing the machine does.
    if (STEPS.has(source) && !saySkips) {
      saySkips = true;
      for (const skip of skipped) context.say(sentence(skip));
    }
    const attempt = await trySource(source, find, context);
    if ('launch' in attempt) {
      const browser: FoundBrowser = { ...attempt.launch, skipped };
      browserToEnv(context.env, browser);
      return browser;
    }
    skipped.push({ source, why: attempt.why });
    if (saySkips) context.say(sentence({ source, why: attempt.why }));
    if (context.signal?.aborted) break;
  }
  throw new NoBrowserError(skipped);
}

type Attempt = { readonly launch: FoundBrowser } | { readonly why: string };

async function trySource(
  source: BrowserSourceName,
  find: (source: BrowserSourceName) => BrowserChoice,
  context: InstallContext,
): Promise<Attempt> {
  const step = STEPS.get(source);
  if (step) {
    const whyNot = await step.install(context);
    if (whyNot !== null) return { why: whyNot };
  }
  const choice = find(step?.thenFind ?? source);
  if (choice.source === null) {
    const whyNot = choice.skipped.map(({ why }) => why).join('; ');
    return { why: step ? `installed, but then: ${whyNot}` : whyNot };
  }
  if (source === 'playwright' && !isProven(context.env, process.platform, existsSync)) {
    const whyNot = await context.prove(choice);
    if (whyNot !== null) return { why: `installed, but does not start: ${whyNot}` };
  }
  return { launch: choice };
}

const sentence = ({ source, why }: SkippedSource) => `browser: ${source}: ${why}`;

function onThisMachine(): Omit<InstallContext, 'env'> {
  return {
    isRoot: process.getuid?.() === 0,
    osRelease: existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : null,
    run: runBounded,
    prove: proveLaunch,
    say: (line) => console.error(line),
  };
}
