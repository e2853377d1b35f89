// Journeys for questions of their own: `npx playwright test -c tests/journeys`. The main job does not run them.
import '../../src/cli/fresh-build.mjs';
import { defineConfig } from '@playwright/test';

const { plimsoll } = await import('../../dist/src/index.js');

export default defineConfig({ ...plimsoll({ profile: 'cost-growth' }, { testDir: '.' }) });
