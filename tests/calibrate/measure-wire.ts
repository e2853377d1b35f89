import type { Curve, TurnRecord } from '#plimsoll/model/records.js';
import { type ErrorQuantiles, errorQuantiles } from './error-quantiles.js';
import { openPerson } from './open-person.js';
import { servePages } from './serve-pages.js';
import { IDLE_PAGE, type StreamScript, type Transport } from './stream-script.js';
import { wordsOf } from './words-of.js';

export interface WireResult {
  readonly transport: Transport;
  readonly n: number;
  readonly errorMs: ErrorQuantiles;
  /** Where the times were taken. */
  readonly sources: readonly TurnRecord['wireSource'][];
  /** Written, and never in the record. */
  readonly missing: number;
  readonly caveats: readonly string[];
}

/** At most so far from 0 may the middle nine tenths reach. */
export const WIRE_TARGET_MS = 5;
export const TRANSPORTS: readonly Transport[] = ['fetch', 'eventsource', 'websocket'];

const TURNS = 2;
const WRITES = 100;
const TASKS_MS = 60;
const GAP_MS = 25;
const TURN_MS = 60_000;

/** The wire's times on a page of long tasks, against the server's own. */
export async function measureWire(transport: Transport): Promise<WireResult> {
  const scripts = Object.fromEntries(
    Array.from({ length: TURNS }, (_, turn) => [`busy ${turn}`, busyScript(transport, turn)]),
  );
  const served = await servePages(scripts);
  const person = await openPerson(served.urlOf({ view: 'append', inside: 'document' }), TURN_MS);
  try {
    for (const prompt of Object.keys(scripts)) await person.ask(prompt);
    const { turns, caveats } = await person.turns();
    const errorsMs: number[] = [];
    let missing = 0;
    for (const [turn, [prompt, { writes }]] of Object.entries(scripts).entries()) {
      const pieces = writes.map(({ piece }) => piece);
      const matched = wireErrors(pieces, served.served(prompt).writtenMs, turns[turn]!.wire);
      errorsMs.push(...matched.errorsMs);
      missing += matched.missing;
    }
    return {
      transport,
      n: errorsMs.length,
      errorMs: errorQuantiles(errorsMs),
      sources: [...new Set(turns.map(({ wireSource }) => wireSource))],
      missing,
      caveats,
    };
  } finally {
    await person.close();
    served.close();
  }
}

function busyScript(transport: Transport, seed: number): StreamScript {
  const words = wordsOf(seed);
  const writes = Array.from({ length: WRITES }, () => ({ afterMs: GAP_MS, piece: `${words(1)} ` }));
  return { ...IDLE_PAGE, transport, tasksMs: TASKS_MS, writes };
}

/** When the record has each piece delivered, minus when it was written. */
export function wireErrors(
  pieces: readonly string[],
  writtenMs: readonly number[],
  wire: Curve,
): { readonly errorsMs: readonly number[]; readonly missing: number } {
  const errorsMs: number[] = [];
  let chars = 0;
  let missing = 0;
  for (const [index, piece] of pieces.entries()) {
    chars += piece.length;
    const point = wire.find(([, delivered]) => delivered >= chars);
    if (point === undefined) missing++;
    else errorsMs.push(point[0] - writtenMs[index]!);
  }
  return { errorsMs, missing };
}
