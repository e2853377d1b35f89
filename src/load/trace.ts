import { createHash } from 'node:crypto';

/** Of a W3C `traceparent`: version, trace, span, flags. */
const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;

export interface Traced {
  readonly run: string;
  readonly seed: number;
  readonly url: string;
  /** Of the request, unique among those to the same address. */
  readonly id: string;
}

/**
 * Headers by which a backend's own traces and logs find a stream: a W3C trace context that asks to be recorded, and the run.
 * The ids follow from the seed, the run and the request alone.
 */
export function traceHeaders({ run, seed, url, id }: Traced): Readonly<Record<string, string>> {
  const digest = createHash('sha256').update(`${run}\n${seed}\n${url}\n${id}`).digest('hex');
  // All zeros would be no id; one of 2^128 draws is.
  return {
    traceparent: `00-${digest.slice(0, 32)}-${digest.slice(32, 48)}-01`,
    'x-plimsoll-run': run,
  };
}

/** The trace's id of a request, whoever set it; `undefined` where it has none. */
export function traceIdOf(headers: Readonly<Record<string, string>>): string | undefined {
  const name = Object.keys(headers).find((each) => each.toLowerCase() === 'traceparent');
  return name === undefined ? undefined : TRACEPARENT.exec(headers[name]!)?.[1];
}
