import type { BrowserLaunch } from '../config/browser-sources/browser-source.js';
import type { RunCommand } from './run-bounded.js';

/** What a step that installs a browser works with. */
export interface InstallContext {
  readonly env: NodeJS.ProcessEnv;
  readonly isRoot: boolean;
  /** `/etc/os-release`, `null` where there is none. */
  readonly osRelease: string | null;
  readonly run: RunCommand;
  /** Starts and closes the browser: `null` if that worked, else the reason. */
  readonly prove: (launch: BrowserLaunch) => Promise<string | null>;
  /** One line for the user before something slow. */
  readonly say: (line: string) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Why a step put no browser in place; `null`: the search will now find one. */
export type InstallStep = (context: InstallContext) => Promise<string | null>;
