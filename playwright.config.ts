// The main job and nothing else; the product's own tests have tests/playwright.config.ts.
import './src/cli/fresh-build.mjs';
import { defineConfig } from '@playwright/test';

// After the build is known to be fresh: a static import would load the old one.
const { plimsoll } = await import('./dist/src/index.js');

export default defineConfig({ ...plimsoll() });
