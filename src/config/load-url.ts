import { ConfigError } from './config-error.js';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\]|::1|.*\.localhost)$/i;

/** Whether a host name is this machine's own. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/** Refuses an address that the crowd may not load: neither loopback nor named by the user. */
export function checkLoadUrl(loadUrl: string, allowHosts: readonly string[]): void {
  const { hostname, host } = new URL(loadUrl);
  // The parser has put the address's own host in lower case.
  const allowed = allowHosts.map((name) => name.toLowerCase());
  if (isLoopback(hostname) || allowed.includes(hostname) || allowed.includes(host)) return;
  throw new ConfigError(
    `the crowd may not load ${host}: it is neither loopback nor allowed`,
    `If you may load test that host, name it: PLIMSOLL_ALLOW_HOSTS=${hostname}. Nothing was sent.`,
  );
}
