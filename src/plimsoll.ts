import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PlaywrightTestConfig, ReporterDescription } from '@playwright/test';
import { allureReporter } from './allure-reporter.js';
import { checkBudgets } from './check-budgets.js';
import { browserForRun } from './config/browser-for-run.js';
import type { PlimsollOptions } from './config/options.js';
import { redactPlan } from './config/redact-plan.js';
import { resolvePlan } from './config/resolve-plan.js';
import { readStartAt } from './config/start-at.js';
import { deviceToUse } from './device-to-use.js';
import type { DevicePlan } from './model/device.js';
import type { RunPlan } from './model/plan.js';
import { rememberPlan } from './reporter/remembered-plan.js';
import { toldToPlaywright } from './reporter/told-to-playwright.js';
import { wallClockAt } from './run/clock.js';
import { RUN_ID_VARIABLE } from './run/protocol.js';
import { newRunId } from './run/run-folder.js';

export interface PlimsollConfig {
  readonly projects: NonNullable<PlaywrightTestConfig['projects']>;
  readonly reporter: ReporterDescription[];
  readonly workers: number;
  readonly fullyParallel: boolean;
  readonly timeout: number;
  readonly outputDir: string;
  readonly forbidOnly: boolean;
}

export interface ConfigPlace {
  /** Folder of the journeys; default `tests/experience` beside the config. */
  readonly testDir?: string;
  /** The browser to drive, where the search is not to decide. */
  readonly executablePath?: string;
  /** What the command line set; see `plimsoll run`. */
  readonly commandLine?: PlimsollOptions;
}

/** Start-up, proving turns, the last turn's grace and the report, on top of the stages. */
const AROUND_MS = 150_000;

/**
 * Turns options into what Playwright needs: spread it into `defineConfig`. The plan is resolved here, once, so a wrong
 * option stops the run before anything starts.
 */
export function plimsoll(options: PlimsollOptions = {}, place: ConfigPlace = {}): PlimsollConfig {
  try {
    return configure(options, place);
  } catch (error) {
    throw toldToPlaywright(error);
  }
}

function configure(options: PlimsollOptions, place: ConfigPlace): PlimsollConfig {
  const commandLine =
    place.commandLine ?? (JSON.parse(process.env.PLIMSOLL_COMMAND_LINE ?? '{}') as PlimsollOptions);
  const plan = resolvePlan({ config: options, env: process.env, commandLine });
  checkBudgets(plan);
  // Playwright would attach the page's text to a test that failed; workers inherit what is set here.
  if (plan.text !== 'keep') process.env.PLAYWRIGHT_NO_COPY_PROMPT ??= '1';
  process.env[RUN_ID_VARIABLE] ??= newRunId();
  const run = process.env[RUN_ID_VARIABLE];
  rememberPlan(plan);
  const metadata = { plimsoll: { run, plan: redactPlan(plan) } };
  const root = packageRoot();
  const runDir = join(resolve(plan.reportsDir), run);
  const launch = launchOf(place.executablePath);
  const use = {
    trace: 'off',
    video: 'off',
    screenshot: 'off',
    ...launch,
  } as const;
  const experience = (device: DevicePlan | undefined): PlimsollConfig['projects'][number] => ({
    name: device === undefined ? 'experience' : `experience:${device.name}`,
    testDir: place.testDir ?? 'tests/experience',
    metadata: { plimsoll: { ...metadata.plimsoll, role: 'experience', device: device?.name } },
    repeatEach: Math.ceil(plan.people / Math.max(1, plan.devices.length)),
    retries: 0,
    teardown: 'verdict',
    timeout: longestMs(plan),
    use: device === undefined ? use : { ...use, ...deviceToUse(device) },
  });
  return {
    projects: [
      ...(plan.devices.length === 0 ? [experience(undefined)] : plan.devices.map(experience)),
      {
        name: 'verdict',
        testDir: join(root, 'dist', 'tests', 'verdict'),
        metadata: { plimsoll: { ...metadata.plimsoll, role: 'verdict' } },
        retries: 0,
        timeout: longestMs(plan),
      },
    ],
    reporter: [[join(root, 'dist', 'src', 'reporter', 'index.js')], ...allureReporter(plan, runDir)],
    workers: plan.people,
    fullyParallel: true,
    timeout: longestMs(plan),
    // Playwright wipes its output folder: never a parent of a run's.
    outputDir: join(plan.reportsDir, '.playwright'),
    forbidOnly: process.env.CI !== undefined,
  };
}

function longestMs(plan: RunPlan): number {
  // Workers read the configuration, too, when the start may be over.
  const startAt = readStartAt(process.env, 0);
  return (
    (startAt === null ? 0 : Math.max(0, startAt - wallClockAt())) +
    plan.stages.reduce((sum, stage) => sum + stage.maxDurationMs, 0) +
    plan.deadlines.page.turnMs +
    AROUND_MS
  );
}

/** How the found browser is launched; also where it came from, for the report. */
function launchOf(executablePath: string | undefined): {
  channel?: string;
  launchOptions: { executablePath?: string };
} {
  const choice = browserForRun({
    env: process.env,
    ...(executablePath === undefined ? {} : { explicitPath: executablePath }),
  });
  // Listing tests needs no browser; launching says what is missing.
  if (choice.source === null) return { launchOptions: {} };
  return {
    ...(choice.channel === undefined ? {} : { channel: choice.channel }),
    launchOptions: choice.executablePath === undefined ? {} : { executablePath: choice.executablePath },
  };
}

function packageRoot(): string {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  if (!existsSync(join(root, 'package.json'))) throw new Error(`no package.json in ${root}`);
  return root;
}
