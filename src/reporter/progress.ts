import type { StageLoad } from '../model/plan.js';
import { crowdWords } from '../report/crowd-words.js';
import { plainSpaces } from '../report/format.js';
import type { ConductorMessage, StageSummary, Status } from '../run/protocol.js';

/** Prints what the run is doing: a live line on a terminal, a line per stage everywhere. */
export interface Progress {
  message(message: ConductorMessage): void;
  line(text: string): void;
  end(): void;
}

interface Output {
  readonly write: (text: string) => void;
  readonly isTerminal: boolean;
  /** Width of the terminal in characters. */
  readonly columns: () => number;
  /** Nobody has a browser: nothing is said of people. */
  readonly alone?: boolean;
}

const CLEAR_LINE = '\r\u001b[2K';
/** A stage's name is padded to the longest usual one, so that the columns of its lines stand below each other. */
const NAME_WIDTH = 10;

const ms = (value: number | null): string =>
  value === null ? '–' : value < 1000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`;

const rate = (value: number): string => (value < 10 ? value.toFixed(1) : String(Math.round(value)));

function liveLine(status: Status, alone: boolean): string {
  const left = status.leftMs > 0 || alone ? `${Math.ceil(status.leftMs / 1000)} s left` : 'waiting for turns';
  return [
    `${status.stage} · ${left}`,
    `${status.inFlight} streams`,
    `${rate(status.startsPerSecond)} starts/s`,
    `${rate(status.eventsPerSecond)} events/s`,
    `wire TTFT ${ms(status.wireTtftMs)}`,
    ...(alone ? [] : [`perceived TTFT ${ms(status.perceivedTtftMs)}`]),
    `${status.failures} failures`,
  ].join(' · ');
}

function stageLine(load: StageLoad, done: StageSummary, alone: boolean): string {
  const crowd = plainSpaces(crowdWords(load));
  const people = [
    `${done.stage.padEnd(NAME_WIDTH)} ${done.seconds.toFixed(0).padStart(3)} s  ${crowd.padEnd(10)}`,
    ...(alone
      ? []
      : [
          `${done.answered}/${done.turns} turns answered`.padEnd(21),
          `perceived TTFT ${ms(done.perceivedTtftMs)}`.padEnd(22),
        ]),
  ];
  if (load.model === 'none') return people.join('  ').trimEnd();
  return [
    ...people,
    `wire TTFT ${ms(done.wireTtftMs)}`.padEnd(17),
    `${rate(done.startsPerSecond)} starts/s`.padEnd(13),
    `${rate(done.eventsPerSecond)} events/s`.padEnd(13),
    `${done.failures} streams failed`,
  ].join('  ');
}

export function createProgress(output: Output): Progress {
  const { alone = false } = output;
  let live = false;
  const clear = (): void => {
    if (live) output.write(CLEAR_LINE);
    live = false;
  };
  const line = (text: string): void => {
    clear();
    output.write(`${text}\n`);
  };
  return {
    line,
    message(message) {
      switch (message.type) {
        case 'event':
          line(`  ${message.message}`);
          break;
        case 'stage':
          if (message.ended !== undefined) line(stageLine(message.stage.load, message.ended, alone));
          break;
        case 'status':
          if (!output.isTerminal) break;
          output.write(CLEAR_LINE + liveLine(message.status, alone).slice(0, output.columns() - 1));
          live = true;
          break;
      }
    },
    end: clear,
  };
}
