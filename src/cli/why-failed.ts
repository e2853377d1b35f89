import type { BoundedCommand, CommandResult } from './run-bounded.js';

/** One line that says why a command did not do its work: how it ended, and what it last complained of. */
export function whyFailed(command: BoundedCommand, result: CommandResult): string {
  const title = `\`${command.title}\``;
  const complaint = complaintIn(result.output);
  const because = complaint ? `: ${complaint}` : '';
  switch (result.ended) {
    case 'not-started':
      return `${title} could not be started${because}`;
    case 'timed-out':
      return `${title} was stopped after ${Math.round(command.timeoutMs / 1000)} s without progress${because}`;
    case 'aborted':
      return `${title} was interrupted`;
    case 'exited':
      return `${title} failed${result.exitCode === null ? '' : ` (exit code ${result.exitCode})`}${because}`;
  }
}

/** The first line that names a cause; tools like to end with a summary of no use and a stack. */
function complaintIn(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  const causes = lines.filter((line) => /^(E:|Err:|Error:|error:)/.test(line));
  const cause =
    causes.find((line) => !/Failed to (download|install)|Download failure/.test(line)) ?? causes[0];
  return (cause ?? lines.filter((line) => line !== '').at(-1) ?? '').slice(0, 300);
}
