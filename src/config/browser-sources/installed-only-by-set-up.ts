import type { BrowserSource } from './browser-source.js';

const why = 'installing is left to the set-up: `npm test` or `npm run experience` in a checkout';

/** Sources that change the machine. A search never does; `provideBrowser` runs them. */
export const playwrightInstall: BrowserSource = { name: 'playwright-install', find: () => ({ why }) };
export const apt: BrowserSource = { name: 'apt', find: () => ({ why }) };
