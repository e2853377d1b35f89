import { expect, test } from '@playwright/test';
import { fuzzStream } from './fuzz-wire.mjs';

// `npm run fuzz` goes on where this stops.
test('a hundred thousand random chunks make no dialect throw or break its promises', () => {
  test.setTimeout(120_000);
  let chunks = 0;
  for (let index = 0; chunks < 100_000; index++) chunks += fuzzStream(index).chunks;
  expect(chunks).toBeGreaterThanOrEqual(100_000);
});
