import { readFileSync } from 'node:fs';
import { rootCertificates } from 'node:tls';
import { Agent, type Dispatcher, EnvHttpProxyAgent, ProxyAgent } from 'undici';
import type { CrowdPlan } from '../model/plan.js';
import { connectInPlace } from './connect-in-place.js';
import { LoadError } from './load-error.js';

export type ConnectionPlan = Pick<CrowdPlan, 'http2' | 'caFile' | 'proxy'>;

/** Streams that one HTTP/2 connection may carry at once; the server may allow fewer. */
const STREAMS_PER_CONNECTION = 100;
/** HTTP/2 connections to one host. Without a limit each stream that comes while one is being made makes another. */
const HTTP2_CONNECTIONS = 8;

/** The pool of connections of the load driver: kept alive, one stream at a time each, or many with HTTP/2. */
export function createConnections(
  { http2, caFile, proxy }: ConnectionPlan,
  connectTimeoutMs: number,
): Dispatcher {
  const ca = caFile === null ? undefined : [...rootCertificates, readCertificates(caFile)];
  const connect = { timeout: connectTimeoutMs, ...(ca === undefined ? {} : { ca }) };
  const options = {
    connect,
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
  if (proxy === null) return new Agent(http2 ? options : { ...options, connect: connectInPlace(connect) });
  const proxied = { ...options, requestTls: connect, proxyTls: connect };
  return proxy === 'environment'
    ? new EnvHttpProxyAgent(proxied)
    : new ProxyAgent({ ...proxied, uri: proxy, proxyTunnel: proxy.startsWith('https:') });
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
