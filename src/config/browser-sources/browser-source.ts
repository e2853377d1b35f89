/** Places a browser can come from, in the order in which they are tried. The last two install one: set-up only. */
export const BROWSER_SOURCE_NAMES = [
  'path',
  'playwright',
  'chrome',
  'msedge',
  'system',
  'playwright-install',
  'apt',
] as const;
export type BrowserSourceName = (typeof BROWSER_SOURCE_NAMES)[number];

/** What a source may look at. Everything it asks of the machine goes through here, so that tests can answer. */
export interface BrowserSearch {
  readonly env: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
  /** `launchOptions.executablePath` of the user's own configuration. */
  readonly explicitPath?: string | undefined;
  readonly exists: (path: string) => boolean;
  /** Beginning of a file as text, `null` if it cannot be read. */
  readonly head: (path: string) => string | null;
  /** Browsers that the machine's own package manager or installer put in place; best first. */
  readonly installations: () => readonly string[];
}

/** What Playwright's `launchOptions` need. Neither field: what `chromium.launch()` uses by itself. */
export interface BrowserLaunch {
  readonly executablePath?: string;
  readonly channel?: string;
}

/** A browser, or the reason why there is none, as the end of a sentence that begins with the source's name. */
export type SourceFinding = { readonly launch: BrowserLaunch } | { readonly why: string };

export interface BrowserSource {
  readonly name: BrowserSourceName;
  readonly find: (search: BrowserSearch) => SourceFinding;
}
