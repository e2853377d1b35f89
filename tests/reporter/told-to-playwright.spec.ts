import { expect, test } from '@playwright/test';
import { PlimsollError } from '../../dist/src/model/plimsoll-error.js';
import { toldToPlaywright } from '../../dist/src/reporter/told-to-playwright.js';

test('an error of ours: what, what to do, its code; and no stack', () => {
  const cause = new Error('refused');
  const ours = new PlimsollError('E_X', 'Failed to start: no port', 'Free one.', { cause });
  const told = toldToPlaywright(ours) as Error;
  expect(told.message).toBe('Failed to start: no port\nFree one.\n(E_X)');
  // Playwright prints the stack, and where in Plimsoll it was noticed helps nobody.
  expect(told.stack).toBe(told.message);
  expect(told.cause).toBe(ours);
});

test('everything else is handed on as it is', () => {
  for (const other of [new TypeError('a bug'), 'a text', undefined, { message: 'an object' }]) {
    expect(toldToPlaywright(other)).toBe(other);
  }
});
