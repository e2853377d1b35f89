import { expect, test } from '@playwright/test';
import { headerSecrets } from '../../dist/src/load/header-secrets.js';

test('values of headers are secrets, and so is each long word of them; what everybody sends is none', () => {
  expect(
    headerSecrets({
      Authorization: 'Bearer tok-4711-abc',
      cookie: 'session=s3cr3t-4711; theme=dark',
      'Content-Type': 'application/json',
      'user-agent': 'Mozilla/5.0',
    }),
  ).toEqual(['Bearer tok-4711-abc', 'tok-4711-abc', 'session=s3cr3t-4711; theme=dark', 's3cr3t-4711']);
});
