import { PlimsollError } from '../model/plimsoll-error.js';
import { BROWSER_SOURCE_NAMES, type BrowserSourceName } from './browser-sources/browser-source.js';

/** Names of the sources to try, in order: all of them, or those that `PLIMSOLL_BROWSER_SOURCES` lists. */
export function selectedSources(env: NodeJS.ProcessEnv): readonly BrowserSourceName[] {
  const listed = (env.PLIMSOLL_BROWSER_SOURCES ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (listed.length === 0) return BROWSER_SOURCE_NAMES;
  return [...new Set(listed.map(knownName))];
}

function knownName(name: string): BrowserSourceName {
  const known = BROWSER_SOURCE_NAMES.find((candidate) => candidate === name);
  if (known) return known;
  throw new PlimsollError(
    'E_BROWSER_SOURCES',
    `Failed to read PLIMSOLL_BROWSER_SOURCES: there is no browser source "${name}"`,
    `Use a comma list of these names, in the order to try: ${BROWSER_SOURCE_NAMES.join(', ')}.`,
  );
}
