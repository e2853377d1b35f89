/** An address without what must never be written down: credentials, query string and fragment. */
export function bareUrl(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}
