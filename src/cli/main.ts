#!/usr/bin/env node
import { Command, InvalidArgumentError } from 'commander';
import { PlimsollError } from '../model/plimsoll-error.js';
import { VERSION } from '../version.js';
import { allureCommand } from './allure-command.js';
import { compareCommand } from './compare-command.js';
import { EXIT } from './exit-code.js';
import { loadCommand } from './load-command.js';
import { mergeCommand } from './merge-command.js';
import { reportCommand } from './report-command.js';
import { runCommand } from './run-command.js';
import { runModelCommand } from './run-model-command.js';

/** Reads a number of nothing or more. */
const numberThat =
  (isRight: (value: number) => boolean, what: string) =>
  (text: string): number => {
    const value = Number(text);
    if (!isRight(value) || value < 0 || text.trim() === '') {
      throw new InvalidArgumentError(`It must be ${what}.`);
    }
    return value;
  };
const wholeNumber = numberThat(Number.isInteger, 'a whole number');
const amount = numberThat(Number.isFinite, 'a number');

const program = new Command('plimsoll')
  .description('How much load can your AI chat carry before people feel it?')
  .version(VERSION)
  .exitOverride();

program
  .command('run')
  .description('run the experience: people, crowd, verdict, report')
  .option('--profile <name>', 'the plan by name: quick, nightly, page-only, model, agent, cost-growth')
  .option('--people <n>', 'people at once', wholeNumber)
  .option('--seed <n>', 'seed of prompts and think times', wholeNumber)
  .option('-c, --config <file>', 'Playwright configuration')
  .argument('[playwright...]', 'further arguments for playwright test, after --')
  .action(async (playwright: string[], options) => {
    process.exitCode = await runCommand(options, playwright);
  });

program
  .command('run-model')
  .description('run the experience against a small real language model on this machine')
  .action(async () => {
    process.exitCode = await runModelCommand();
  });

const collect = (text: string, before: readonly string[] | undefined): readonly string[] => [
  ...(before ?? []),
  text,
];

program
  .command('load')
  .description('load a backend without browsers: an LLM gateway, an agent, an MCP server')
  .argument('[url|plan.ts]', 'what to load, or a file that says it; without it the demo that is built in')
  .option('--dialect <name>', 'what it speaks; else told by the address')
  .option('--model <name>', 'the model to ask for')
  .option('--streams <n>', 'closed load: so many streams at once', wholeNumber)
  .option('--per-second <n>', 'open load: so many new streams per second', amount)
  .option('--arrivals <kind>', 'of an open load: poisson (default) or constant')
  .option('--seconds <n>', 'how long (default 30)', amount)
  .option('--ramp <seconds>', 'how long the load takes to come (default 1)', amount)
  .option('-H, --header <name: value>', 'request header; may be repeated', collect)
  .option('--body <json|@file>', 'JSON body in place of the dialect\'s own; "{{prompt}}" is replaced in it')
  .option('--prompt <text>', 'what to ask; may be repeated', collect)
  .option('--prompts <file>', 'a file of prompts, one a line or JSON lines')
  .option('--turns <n>', 'turns of a conversation (default 1)', wholeNumber)
  .option('--think <seconds>', 'how long a user thinks between turns (default 0)', amount)
  .option('--stop-share <share>', 'share of answers at which the user presses Stop, 0 to 1', amount)
  .option('--warm-cache', 'ask without a text of its own first, so that caches of prefixes help')
  .option('--check <name>', 'check every answer, e.g. "no MCP isError"; may be repeated', collect)
  .option('--threshold <condition>', 'fail unless it holds, e.g. "wireTtftMs.p95 <= 1500"', collect)
  .option('--seed <n>', 'seed of arrivals, prompts and think times', wholeNumber)
  .option('--max-requests <n>', 'never more than that (default 20000)', wholeNumber)
  .option('--http2', 'HTTP/2 where the server offers it')
  .option('--ca <file>', 'certificates (PEM) to trust besides the usual')
  .option('--proxy <url>', 'a proxy, or `environment` for HTTP_PROXY and its like')
  .option('--threads <n>', 'threads of the load driver (default 1)', wholeNumber)
  .option('--metrics <url>', "the backend's own metrics, as Prometheus scrapes them")
  .option('--metric <name>', 'which of them, e.g. "vllm:num_requests_*"; may be repeated', collect)
  .option('--allow-host <name>', 'a host besides loopback that you may load; may be repeated', collect)
  .option('--summary-export <file>', 'write the JSON summary there, too')
  .action(async (given: string | undefined, options) => {
    process.exitCode = await loadCommand(given, options);
  });

program
  .command('report')
  .description('build the report of a run again from its ledgers, also of a run that was killed')
  .argument('[run]', 'the folder of a run', 'reports/latest')
  .action(async (run: string) => {
    process.exitCode = await reportCommand(run);
  });

program
  .command('merge')
  .description('make one run of shards (side by side) or replicates (one after another)')
  .argument('<runs...>', 'the folders of the runs')
  .option(
    '--reports-dir <folder>',
    'where the merged run goes',
    process.env.PLIMSOLL_REPORTS_DIR ?? 'reports',
  )
  .action(async (runs: string[], { reportsDir }: { reportsDir: string }) => {
    process.exitCode = await mergeCommand(runs, reportsDir);
  });

program
  .command('allure')
  .description('build the Allure report of a run, with the history of the runs before it')
  .argument('[run]', 'the folder of a run', 'reports/latest')
  .action(async (run: string) => {
    process.exitCode = await allureCommand(run);
  });

program
  .command('compare')
  .description(
    'say whether the second run is worse than the first: 0 no, 1 yes, 3 one of them cannot be believed',
  )
  .argument('<before>', 'the folder of a run, or its findings.json')
  .argument('<after>', 'the same of the other run')
  .action((before: string, after: string) => {
    process.exitCode = compareCommand(before, after);
  });

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof PlimsollError) {
    process.stderr.write(`${error.message}\n${error.hint}\n(${error.code})\n`);
    process.exitCode = EXIT.wrongUse;
  } else if (isCommanderExit(error)) {
    process.exitCode = error.exitCode === 0 ? 0 : EXIT.wrongUse;
  } else throw error;
}

function isCommanderExit(error: unknown): error is { exitCode: number } {
  return (
    typeof (error as { code?: unknown }).code === 'string' &&
    String((error as { code: string }).code).startsWith('commander.')
  );
}
