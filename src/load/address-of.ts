/** Where a request goes, as undici takes it. */
export interface Address {
  readonly origin: string;
  readonly path: string;
}

let last: { readonly url: string; readonly address: Address } | undefined;

/** Nearly all requests of a crowd go to one address, so the last one is remembered. Throws where `url` is none. */
export function addressOf(url: string): Address {
  if (last?.url === url) return last.address;
  const { origin, pathname, search } = new URL(url);
  const address = { origin, path: pathname + search };
  last = { url, address };
  return address;
}
