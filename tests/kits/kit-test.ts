import { test as base, expect } from '@playwright/test';
import { type KitServer, startKitServer } from './kit-server.js';

interface WorkerFixtures {
  readonly kitServer: KitServer;
}

export const test = base.extend<object, WorkerFixtures>({
  kitServer: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures that are wanted here.
    async ({}, use) => {
      const server = await startKitServer();
      await use(server);
      server.close();
    },
    { scope: 'worker' },
  ],
});

export { expect };
