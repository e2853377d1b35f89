import type { StreamOutcome } from '../model/outcome.js';

const CONNECT_CODES = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'EACCES',
  'EPERM',
  'EMFILE',
]);
const TLS_CODES = /^(ERR_TLS|ERR_SSL|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO_|EPROTO)/;

interface ErrorLike {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly message?: unknown;
  readonly errors?: unknown;
}

/** The class of a transport error, by its code; of several (happy eyeballs) the first counts. */
export function classifyError(error: unknown): { outcome: StreamOutcome; detail: string } {
  const { name: kind, code, message, errors } = (error ?? {}) as ErrorLike;
  if (Array.isArray(errors) && errors.length > 0) return classifyError(errors[0]);
  const name = typeof code === 'string' ? code : '';
  const detail = `${name}${name === '' ? '' : ': '}${typeof message === 'string' ? message : String(error)}`;
  if (name === 'ENOTFOUND' || name === 'EAI_AGAIN') return { outcome: 'dns', detail };
  if (name === 'UND_ERR_CONNECT_TIMEOUT') return { outcome: 'connect_timeout', detail };
  if (CONNECT_CODES.has(name)) return { outcome: 'connect', detail };
  if (TLS_CODES.test(name)) return { outcome: 'tls', detail };
  if (name.startsWith('HPE_') || kind === 'HTTPParserError') return { outcome: 'protocol_violation', detail };
  return { outcome: 'reset', detail };
}
