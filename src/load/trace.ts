import { createHash } from 'node:crypto';

/** Of a W3C `traceparent`: version, trace, span, flags. */
const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/;

export interface Traced {
  readonly run: string;
  readonly seed: number;
  readonly url: string;
  readonly user: number;
}

/**
 * Headers by which a backend's own traces and logs find a user's requests, by their number: a W3C trace context that asks to be
 * recorded, and the run. The ids follow from the run, the seed, the address and the request alone, and no two of a user are
 * the same: the user's bits come from a digest, and the request's are spread over them one to one.
 */
export function createTraces({
  run,
  seed,
  url,
  user,
}: Traced): (nth: number) => Readonly<Record<string, string>> {
  const digest = createHash('sha256').update(`${run}\n${seed}\n${url}\n${user}`).digest();
  const own = digest.toString('hex', 0, 8);
  const word = (at: number, nth: number): string =>
    spread(digest.readUInt32BE(at) ^ nth)
      .toString(16)
      .padStart(8, '0');
  // All zeros would be no id; one of 2^64 draws is.
  return (nth) => ({
    traceparent: `00-${own}${word(8, nth)}${word(12, nth)}-${word(16, nth)}${word(20, nth)}-01`,
    'x-plimsoll-run': run,
  });
}

/** MurmurHash3's last step: one 32-bit number for each other, and every bit of it hangs on all of the other's. */
function spread(bits: number): number {
  let hash = bits ^ (bits >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The trace's id of a request, whoever set it; `undefined` where it has none. */
export function traceIdOf(headers: Readonly<Record<string, string>>): string | undefined {
  const name = Object.keys(headers).find((each) => each.toLowerCase() === 'traceparent');
  return name === undefined ? undefined : TRACEPARENT.exec(headers[name]!)?.[1];
}
