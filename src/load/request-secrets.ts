import { concealer, HIDDEN } from '../config/conceal.js';
import { headerSecrets } from './header-secrets.js';
import type { StreamRequest } from './request.js';

/** Fields of a body whose text is nobody else's, by their names. */
const SECRET_FIELD = /key|token|secret|passw|credential|auth(?!or)|cookie|session/i;

/** So long must a passage of what was said be to count as a quote of it. */
const QUOTE_CHARS = 12;

/**
 * Takes out of a text what a request sent in secret: a server that refuses may quote what it was sent, in its body or in an
 * error inside the stream. Secret are what an address holds behind its path, values of headers, fields of the body that are
 * named like secrets, and passages of what was `said`, where that may not be written down.
 */
export function requestConcealer(
  { url, headers, json }: Pick<StreamRequest, 'url' | 'headers' | 'json'>,
  said: readonly string[],
): (text: string) => string {
  const conceal = concealer(url, [...headerSecrets(headers), ...fieldSecrets(json, false)]);
  const quotes = new Set(said.flatMap((text) => passages(text)));
  return (text) => withoutQuotes(conceal(text), quotes);
}

function fieldSecrets(value: unknown, isSecret: boolean): string[] {
  if (typeof value === 'string') return isSecret ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    fieldSecrets(inner, isSecret || SECRET_FIELD.test(name)),
  );
}

/** Every passage of a text of `QUOTE_CHARS`, as it stands and as it stands in JSON. */
function passages(text: string): string[] {
  return [...new Set([text, JSON.stringify(text).slice(1, -1)])].flatMap((written) =>
    Array.from({ length: Math.max(0, written.length - QUOTE_CHARS + 1) }, (_, at) =>
      written.slice(at, at + QUOTE_CHARS),
    ),
  );
}

function withoutQuotes(text: string, quotes: ReadonlySet<string>): string {
  if (quotes.size === 0) return text;
  let left = '';
  let at = 0;
  while (at < text.length) {
    let end = at;
    while (quotes.has(text.slice(end, end + QUOTE_CHARS))) end++;
    if (end === at) left += text[at++];
    else {
      left += HIDDEN;
      at = end + QUOTE_CHARS - 1;
    }
  }
  return left;
}
