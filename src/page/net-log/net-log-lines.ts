import { StringDecoder } from 'node:string_decoder';

/** One event of the log with its names put in. */
export interface NetLogEvent {
  readonly name: string;
  readonly phase: 'begin' | 'end' | 'none';
  /** Milliseconds of the browser's ticks, which are the host's monotonic clock; cut, not rounded. */
  readonly atMs: number;
  readonly source: number;
  readonly params: Readonly<Record<string, unknown>>;
}

interface Sink {
  /** The head with the names came: the browser writes its log. */
  head(): void;
  event(event: NetLogEvent): void;
  /** Some event came, wanted or not: the log has got as far as this. */
  reached(atMs: number): void;
}

interface RawEvent {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly phase: number;
  readonly source: { readonly id: number };
  readonly time: string;
  readonly type: number;
}

interface Constants {
  readonly logEventTypes: Readonly<Record<string, number>>;
  readonly logEventPhase: Readonly<Record<string, number>>;
}

const EVENT_TIME = /"time":"(\d+)","type":(\d+)\}/;

/**
 * Reads a network log while it is written: its names in the first line, then an event a line. A line that is cut, also
 * the last for ever, is none; of the others only those of the wanted names are parsed.
 */
export function createNetLogLines(wanted: readonly string[], sink: Sink): { feed(bytes: Buffer): void } {
  const decoder = new StringDecoder('utf8');
  let held = '';
  let names: ReadonlyMap<number, string> | undefined;
  let phases: { readonly begin: number; readonly end: number } | undefined;

  function readHead(line: string): void {
    const text = line.replace(/,\s*$/, '');
    const { constants } = JSON.parse(`${text}}`) as { readonly constants: Constants };
    const { logEventTypes, logEventPhase } = constants;
    names = new Map(
      wanted.flatMap((name) => {
        const type = logEventTypes[name];
        return type === undefined ? [] : [[type, name] as const];
      }),
    );
    phases = { begin: logEventPhase.PHASE_BEGIN ?? 1, end: logEventPhase.PHASE_END ?? 2 };
    sink.head();
  }

  function readLine(line: string): void {
    if (names === undefined || phases === undefined) {
      if (line.startsWith('{"constants":')) readHead(line);
      return;
    }
    // Behind the events stands what the browser knew at its end, in lines that are no events.
    const tail = EVENT_TIME.exec(line.slice(-60));
    if (tail === null || !line.startsWith('{')) return;
    const atMs = Number(tail[1]);
    const name = names.get(Number(tail[2]));
    if (name !== undefined) {
      const { params = {}, phase, source } = JSON.parse(line.slice(0, line.lastIndexOf('}') + 1)) as RawEvent;
      sink.event({
        name,
        phase: phase === phases.begin ? 'begin' : phase === phases.end ? 'end' : 'none',
        atMs,
        source: source.id,
        params,
      });
    }
    sink.reached(atMs);
  }

  return {
    feed(bytes) {
      held += decoder.write(bytes);
      let from = 0;
      for (let at = held.indexOf('\n'); at !== -1; at = held.indexOf('\n', from)) {
        readLine(held.slice(from, at));
        from = at + 1;
      }
      held = held.slice(from);
    },
  };
}
