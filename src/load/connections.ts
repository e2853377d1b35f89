import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { Agent, type Dispatcher, EnvHttpProxyAgent, ProxyAgent } from 'undici';
import type { CrowdPlan } from '../model/plan.js';
import type { Connection, Connections } from './connection.js';
import { LoadError } from './load-error.js';
import { createOwnConnections } from './own-connections.js';

export type ConnectionPlan = Pick<CrowdPlan, 'http2' | 'caFile' | 'proxy'>;

/** Streams that one HTTP/2 connection may carry at once; the server may allow fewer. */
const STREAMS_PER_CONNECTION = 100;
/** HTTP/2 connections to one host. Without a limit each stream that comes while one is being made makes another. */
const HTTP2_CONNECTIONS = 8;

/** The connections of the load driver: kept alive, one stream at a time each, or many with HTTP/2. */
export function createConnections(
  { http2, caFile, proxy }: ConnectionPlan,
  connectTimeoutMs: number,
): Connections {
  const ca = caFile === null ? undefined : [...rootCertificates, readCertificates(caFile)];
  const connect = { timeout: connectTimeoutMs, ...(ca === undefined ? {} : { ca }) };
  const options = {
    // Deadlines are ours: undici's own would fold several classes of outcome into one.
    headersTimeout: 0,
    bodyTimeout: 0,
    ...(http2
      ? {
          allowH2: true,
          connections: HTTP2_CONNECTIONS,
          pipelining: STREAMS_PER_CONNECTION,
          maxConcurrentStreams: STREAMS_PER_CONNECTION,
        }
      : { pipelining: 1 }),
  };
  if (proxy === null && !http2) return createOwnConnections(options, connect);
  if (proxy === null) return shared(new Agent({ ...options, connect }));
  const proxied = { ...options, connect, requestTls: connect, proxyTls: connect };
  return shared(
    proxy === 'environment'
      ? new EnvHttpProxyAgent(proxied)
      : new ProxyAgent({ ...proxied, uri: proxy, proxyTunnel: proxy.startsWith('https:') }),
  );
}

/** undici deals out the connections itself. */
function shared(agent: Dispatcher): Connections {
  const connection: Connection = {
    dispatch: (request, handler) => agent.dispatch(request, handler),
    bodyBegins: () => undefined,
    giveBack: () => undefined,
  };
  return {
    take: () => connection,
    // One turn of the loop later undici has it back, and the next stream need not open another.
    settle: () => new Promise((resolve) => setImmediate(resolve)),
    destroy: () => agent.destroy(),
  };
}

function readCertificates(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new LoadError(
      'E_LOAD_CA',
      `Failed to read the certificates: ${file} (${(error as NodeJS.ErrnoException).code ?? String(error)})`,
      'Set crowd.caFile to a PEM file.',
      error,
    );
  }
}
