import { ConfigError } from './config-error.js';

/** The moment at which shards on several machines begin together: epoch milliseconds or ISO 8601. */
export const START_AT_VARIABLE = 'PLIMSOLL_START_AT';

/**
 * The common start, epoch milliseconds; `null` where none is set.
 *
 * @param nowAt epoch milliseconds; a start that is over cannot be kept
 */
export function readStartAt(env: NodeJS.ProcessEnv, nowAt: number): number | null {
  const text = env[START_AT_VARIABLE]?.trim();
  if (text === undefined || text === '') return null;
  const at = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Date.parse(text);
  if (!Number.isFinite(at) || at < Date.UTC(2020)) {
    throw new ConfigError(
      `${START_AT_VARIABLE} is "${text}", which is no moment`,
      'Set it to milliseconds since 1970 or to a time with its zone, e.g. 2026-03-01T02:00:00Z, the same for all shards; or unset it.',
    );
  }
  if (at <= nowAt) {
    throw new ConfigError(
      `${START_AT_VARIABLE} is ${new Date(at).toISOString()}, which was ${((nowAt - at) / 1000).toFixed(1)} s ago`,
      'Leave every shard the time to install, to open its browsers and to make a first turn: a minute or two from when they are started.',
    );
  }
  return at;
}
