import type { BrowserLaunch, BrowserSourceName } from './browser-sources/browser-source.js';

/** A source that gave no browser, and why not. */
export interface SkippedSource {
  readonly source: BrowserSourceName;
  readonly why: string;
}

/** The browser that people use, and what was tried before it. */
export interface FoundBrowser extends BrowserLaunch {
  readonly source: BrowserSourceName;
  readonly skipped: readonly SkippedSource[];
}

export interface NoBrowser {
  readonly source: null;
  readonly skipped: readonly SkippedSource[];
}

export type BrowserChoice = FoundBrowser | NoBrowser;
