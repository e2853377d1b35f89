import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PlimsollOptions } from '../../dist/src/config/options.js';
import type { Findings } from '../../dist/src/model/findings.js';
import type { LedgerRecord } from '../../dist/src/model/records.js';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** A run of the whole product in processes of its own, writing to a temporary folder. */
export interface StartedRun {
  readonly id: string;
  readonly runDir: string;
  readonly process: ChildProcess;
  /** What it has printed so far. */
  readonly output: () => string;
  /** Settles when it has printed `text`; fails when it ends before. */
  printed(text: string | RegExp): Promise<void>;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  findings(): Findings;
  /** Every whole line of one process's ledger. */
  ledger(process: string): LedgerRecord[];
  truth<Line>(name: string): Line[];
}

export interface RunSetup {
  readonly options: PlimsollOptions;
  readonly env?: NodeJS.ProcessEnv;
  /** `playwright test` itself, or `plimsoll run`, whose exit codes say more. */
  readonly through?: 'playwright' | 'plimsoll';
  readonly journeys?: string;
  readonly args?: readonly string[];
}

let runs = 0;

/** Starts a run; nothing of it touches the checkout's own reports. */
export function startRun({
  options,
  env = {},
  through = 'playwright',
  journeys,
  args = [],
}: RunSetup): StartedRun {
  const reportsDir = mkdtempSync(join(tmpdir(), 'plimsoll-run-'));
  const id = `test-${process.pid}-${++runs}`;
  const runDir = join(reportsDir, id);
  const config = ['-c', at('./given.config.ts')];
  const command =
    through === 'playwright'
      ? [at('../../node_modules/@playwright/test/cli.js'), 'test', ...config, ...args]
      : [at('../../dist/src/cli/main.js'), 'run', ...config, ...args];
  const {
    PLIMSOLL_TEST_JSON: _json,
    TEST_WORKER_INDEX: _worker,
    TEST_PARALLEL_INDEX: _index,
    ...inherited
  } = process.env;
  const child = spawn(process.execPath, command, {
    cwd: at('../..'),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A terminal's Ctrl-C reaches a whole group: tests send it to this one.
    detached: true,
    env: {
      ...inherited,
      PLIMSOLL_RUN_ID: id,
      PLIMSOLL_REPORTS_DIR: reportsDir,
      PLIMSOLL_TEST_OPTIONS: JSON.stringify(options),
      ...(journeys === undefined ? {} : { PLIMSOLL_TEST_JOURNEYS: journeys }),
      ...env,
    },
  });
  let text = '';
  const watchers = new Set<() => void>();
  const take = (chunk: string): void => {
    text += chunk;
    for (const watcher of watchers) watcher();
  };
  child.stdout.setEncoding('utf8').on('data', take);
  child.stderr.setEncoding('utf8').on('data', take);
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal }));
  });
  const lines = <Line>(file: string): Line[] =>
    existsSync(file)
      ? readFileSync(file, 'utf8')
          .split('\n')
          .slice(0, -1)
          .map((line) => JSON.parse(line) as Line)
      : [];
  return {
    id,
    runDir,
    process: child,
    output: () => text,
    printed(wanted) {
      const isThere = (): boolean => (typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text));
      return new Promise((resolve, reject) => {
        const watcher = (): void => {
          if (!isThere()) return;
          watchers.delete(watcher);
          resolve();
        };
        watchers.add(watcher);
        watcher();
        void ended.then(() => reject(new Error(`the run ended without printing ${wanted}:\n${text}`)));
      });
    },
    ended,
    findings: () => JSON.parse(readFileSync(join(runDir, 'findings.json'), 'utf8')) as Findings,
    ledger: (name) => lines<LedgerRecord>(join(runDir, 'ledger', `${name}.jsonl`)),
    truth: (name) => lines(join(runDir, 'truth', `${name}.jsonl`)),
  };
}
