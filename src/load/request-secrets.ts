import { concealer, HIDDEN } from '../config/conceal.js';
import { headerSecrets } from './header-secrets.js';

/** What was sent. */
interface Sent {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Bodies, before they were written as text. */
  readonly bodies: readonly unknown[];
  /** What was asked and answered, where it may not be written down. */
  readonly said: readonly string[];
}

/** Fields of a body whose text is nobody else's, by their names. */
const SECRET_FIELD = /keys?$|token(?!iz)|secret|passw|credential|auth(?!or)|cookie|session/i;
/** Under such a name, but deeper, a shorter text is a word like any other. */
const SHORTEST_NESTED = 8;

/** So long must a passage of what was said be to count as a quote of it. */
const QUOTE_CHARS = 12;
/** Of a text that quotes, the rest is not looked at, nor left. */
const LONGEST_CHARS = 2000;

/**
 * Takes out of a text what a request sent in secret: a server that refuses may quote what it was sent, in its body or in an
 * error inside the stream. Secret are what an address holds behind its path, values of headers, fields of a body that are
 * named like secrets, and passages of what was said.
 */
export function requestConcealer({ url, headers, bodies, said }: Sent): (text: string) => string {
  const short = said.filter((text) => text.length < QUOTE_CHARS);
  const secrets = [...headerSecrets(headers), ...fieldSecrets(bodies, 'no'), ...short];
  const conceal = concealer(url, secrets.flatMap(asWritten));
  const quotable = said.flatMap(asWritten);
  return (text) => withoutQuotes(conceal(text.slice(0, LONGEST_CHARS)), quotable);
}

function fieldSecrets(value: unknown, isSecret: 'no' | 'itself' | 'deeper'): string[] {
  if (typeof value === 'string') {
    return isSecret === 'itself' || (isSecret === 'deeper' && value.length >= SHORTEST_NESTED) ? [value] : [];
  }
  if (Array.isArray(value)) return value.flatMap((item) => fieldSecrets(item, isSecret));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (SECRET_FIELD.test(name)) return fieldSecrets(inner, 'itself');
    return fieldSecrets(inner, isSecret === 'no' ? 'no' : 'deeper');
  });
}

/** As a text stands in an error: as it is, in JSON, in JSON that is a text in JSON, and in JSON that is all ASCII. */
function asWritten(text: string): string[] {
  const json = inJson(text);
  const ascii = json.replace(
    /[\u0080-\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return [...new Set([text, json, inJson(json), ascii, inJson(ascii)])];
}

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);

function withoutQuotes(text: string, quotable: readonly string[]): string {
  const isQuoted = (at: number): boolean => {
    const passage = text.slice(at, at + QUOTE_CHARS);
    return passage.length === QUOTE_CHARS && quotable.some((whole) => whole.includes(passage));
  };
  let left = '';
  let at = 0;
  while (at < text.length) {
    let end = at;
    while (isQuoted(end)) end++;
    if (end === at) left += text[at++];
    else {
      left += HIDDEN;
      at = end + QUOTE_CHARS - 1;
    }
  }
  return left;
}
