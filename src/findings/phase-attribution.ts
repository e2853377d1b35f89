import type { AttributionPart, PhaseAttribution } from '../model/findings.js';
import { distribution } from '../stats/distribution.js';
import type { JudgedTurn } from './judged-turn.js';

/** The wait of one turn, cut at its stamps; milliseconds. */
interface Parts {
  readonly inputMs: number;
  readonly pageBeforeMs: number;
  readonly serverMs: number;
  readonly pageAfterMs: number;
  readonly unattributedMs: number;
  readonly connectMs: number;
  readonly headersMs: number;
  readonly textMs: number;
}

/** Where perceived TTFT went: means over answered turns that have every stamp (they add up), medians beside. */
export function phaseAttribution(turns: readonly JudgedTurn[]): PhaseAttribution {
  const answered = turns.filter(({ outcome }) => outcome === 'answered');
  const parts = answered.map(partsOf).filter((part) => part !== null);
  const part = (name: keyof Parts): AttributionPart | null => {
    if (parts.length === 0) return null;
    const values = parts.map((of) => of[name]);
    return { mean: values.reduce((sum, ms) => sum + ms, 0) / values.length, p50: distribution(values).p50 };
  };
  const without = answered.length - parts.length;
  const caveats: string[] = [];
  if (answered.length === 0) caveats.push('No turn was answered in this phase.');
  else if (parts.length === 0) caveats.push('No answered turn has all the stamps that an attribution needs.');
  else if (without > 0)
    caveats.push(`${without} of ${answered.length} answered turns lack a stamp and are left out.`);
  const byPage = answered.filter(
    (turn) => turn.record.wireSource === 'page' && partsOf(turn) !== null,
  ).length;
  if (byPage > 0) {
    caveats.push(
      `${byPage === parts.length ? 'All' : `${byPage} of ${parts.length}`} turns have their wire times from inside the page, which stamps late while it is busy: "server" may be too long, "page after" too short.`,
    );
  }
  return {
    status: parts.length > 0 ? 'measured' : 'not-measured',
    caveats,
    n: parts.length,
    inputMs: part('inputMs'),
    pageBeforeMs: part('pageBeforeMs'),
    serverMs: part('serverMs'),
    pageAfterMs: part('pageAfterMs'),
    unattributedMs: part('unattributedMs'),
    mostly: mostlyOf(parts),
    server: { connectMs: part('connectMs'), headersMs: part('headersMs'), textMs: part('textMs') },
  };
}

function mostlyOf(parts: readonly Parts[]): PhaseAttribution['mostly'] {
  if (parts.length === 0) return null;
  const sum = (of: (part: Parts) => number): number => parts.reduce((total, part) => total + of(part), 0);
  const page = sum(({ inputMs, pageBeforeMs, pageAfterMs }) => inputMs + pageBeforeMs + pageAfterMs);
  const server = sum(({ serverMs }) => serverMs);
  const whole = page + server + sum(({ unattributedMs }) => unattributedMs);
  if (page > whole / 2) return 'page';
  return server > whole / 2 ? 'server' : 'neither';
}

function partsOf({ record, perceivedTtftMs }: JudgedTurn): Parts | null {
  const {
    submittedMs,
    inputDoneMs,
    requestSentMs,
    connectedMs,
    responseStartedMs,
    firstWireTextMs,
    firstAnswerPaintMs,
  } = record.stamps;
  if (
    perceivedTtftMs === null ||
    inputDoneMs === undefined ||
    requestSentMs === undefined ||
    connectedMs === undefined ||
    responseStartedMs === undefined ||
    firstWireTextMs === undefined ||
    firstAnswerPaintMs === undefined
  ) {
    return null;
  }
  // Each part is stamped by itself, so a request sent from within the handler is counted to the input, once.
  const inputMs = Math.min(inputDoneMs, requestSentMs) - submittedMs;
  const pageBeforeMs = Math.max(0, requestSentMs - inputDoneMs);
  const serverMs = firstWireTextMs - requestSentMs;
  const pageAfterMs = firstAnswerPaintMs - firstWireTextMs;
  return {
    inputMs,
    pageBeforeMs,
    serverMs,
    pageAfterMs,
    unattributedMs: perceivedTtftMs - inputMs - pageBeforeMs - serverMs - pageAfterMs,
    connectMs: connectedMs - requestSentMs,
    headersMs: responseStartedMs - connectedMs,
    textMs: firstWireTextMs - responseStartedMs,
  };
}
