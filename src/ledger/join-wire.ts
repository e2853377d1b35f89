import type { TurnRecord, TurnWireRecord } from '../model/records.js';

interface Joined {
  readonly turns: readonly TurnRecord[];
  readonly caveats: readonly string[];
}

/**
 * Puts the wire by the browser's network log into the turns that it belongs to, and says of how many turns the wire's
 * times are the page's own.
 */
export function joinWire(turns: readonly TurnRecord[], wires: readonly TurnWireRecord[]): Joined {
  const byTurn = new Map(wires.map((wire) => [wire.turn, wire]));
  const whyOwn = new Map<string, number>();
  const count = (why: string): void => {
    whyOwn.set(why, (whyOwn.get(why) ?? 0) + 1);
  };
  const joined = turns.map((turn) => {
    const wire = byTurn.get(turn.id);
    byTurn.delete(turn.id);
    if (wire?.wireSource === 'netlog') return withWire(turn, wire);
    if (turn.wireSource === 'page') {
      if (wire !== undefined) count(wire.why ?? 'the network log could not be used');
      else if (turn.wireProvisional === true) count('the network log was not read as far as the turn');
      else count('there was no network log');
    }
    return wire === undefined ? turn : withoutMark(turn);
  });
  const caveats = [...whyOwn].map(
    ([why, n]) =>
      `The wire's times of ${n} of ${turns.length} turn(s) are the page's own, which are late while the page is busy: ${why}.`,
  );
  if (byTurn.size > 0)
    caveats.push(
      `The network log's times of ${byTurn.size} turn(s) came without their turn and are left out.`,
    );
  return { turns: joined, caveats };
}

function withoutMark({ wireProvisional: _, ...turn }: TurnRecord): TurnRecord {
  return turn;
}

function withWire(turn: TurnRecord, wire: TurnWireRecord): TurnRecord {
  const { requestSentMs, connectedMs, responseStartedMs, firstWireTextMs } = wire;
  return {
    ...withoutMark(turn),
    stamps: { ...turn.stamps, requestSentMs, connectedMs, responseStartedMs, firstWireTextMs },
    wire: wire.wire,
    wireSource: 'netlog',
  };
}
