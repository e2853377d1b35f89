/** As undici has them. */
export type RawHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** One value a header, its name in lower case. */
export function responseHeaders(raw: RawHeaders): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  for (const name in raw) {
    const value = raw[name];
    if (value !== undefined) headers[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return headers;
}
