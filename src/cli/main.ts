#!/usr/bin/env node
import { Command, InvalidArgumentError } from 'commander';
import { PlimsollError } from '../model/plimsoll-error.js';
import { VERSION } from '../version.js';
import { compareCommand } from './compare-command.js';
import { EXIT } from './exit-code.js';
import { reportCommand } from './report-command.js';
import { runCommand } from './run-command.js';
import { runModelCommand } from './run-model-command.js';

const wholeNumber = (text: string): number => {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) throw new InvalidArgumentError('It must be a whole number.');
  return value;
};

const program = new Command('plimsoll')
  .description('How much load can your AI chat carry before people feel it?')
  .version(VERSION)
  .exitOverride();

program
  .command('run')
  .description('run the experience: people, crowd, verdict, report')
  .option('--profile <name>', 'the plan by name: quick, page-only, model')
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

program
  .command('report')
  .description('build the report of a run again from its ledgers, also of a run that was killed')
  .argument('[run]', 'the folder of a run', 'reports/latest')
  .action(async (run: string) => {
    process.exitCode = await reportCommand(run);
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
