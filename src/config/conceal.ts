import { bareAddresses } from './bare-addresses.js';

/** Shorter values than this are words like any other; they are only taken out where they stand in an address. */
const SHORTEST_SECRET = 4;
/** Stands for what was taken out. */
export const HIDDEN = '(not shown)';

/** As a form's value is read: never throws, whatever stands behind a percent sign. */
const decoded = (text: string): string => new URLSearchParams(`=${text}`).get('')!;

/**
 * Makes a text that quotes an address, such as an error of the browser or of a server, fit to be written down:
 * addresses lose credentials, query and fragment, and what these held is taken out wherever else it stands, also where the
 * text was cut within it. So are `more` secrets.
 */
export function concealer(
  urls: string | readonly string[],
  more: readonly string[] = [],
): (text: string) => string {
  const secrets = [...(typeof urls === 'string' ? [urls] : urls).flatMap(secretsOf), ...more]
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .sort((a, b) => b.length - a.length);
  // A name or a scheme before the secret itself stands at the end of many a text that is whole.
  const single = secrets.filter((secret) => !/[\s=&;,]/.test(secret));
  return (text) => {
    const whole = secrets.reduce(
      (concealed, secret) => concealed.replaceAll(secret, HIDDEN),
      bareAddresses(text),
    );
    const cut = Math.max(0, ...single.map((secret) => begunAtEnd(secret, whole)));
    return cut === 0 ? whole : whole.slice(0, -cut) + HIDDEN;
  };
}

/** How many characters of a secret, but not all, the text ends with. */
function begunAtEnd(secret: string, text: string): number {
  for (let chars = Math.min(secret.length - 1, text.length); chars >= SHORTEST_SECRET; chars--) {
    if (text.endsWith(secret.slice(0, chars))) return chars;
  }
  return 0;
}

function secretsOf(url: string): string[] {
  const { username, password, search, hash, searchParams } = new URL(url);
  const values = [...searchParams.values(), decoded(username), decoded(password)];
  return [search.slice(1), hash.slice(1), username, password, ...values];
}
