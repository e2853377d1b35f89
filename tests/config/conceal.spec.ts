import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { bareAddresses } from '../../dist/src/config/bare-addresses.js';
import { concealer } from '../../dist/src/config/conceal.js';

const conceal = concealer('https://anna:hunter2@chat.example.org/c?token=s%C3%A9same%20street&v=1#key-4711');

const TABLE = {
  'page.goto: net::ERR_FAILED at https://anna:hunter2@chat.example.org/c?token=x':
    'page.goto: net::ERR_FAILED at https://chat.example.org/c',
  'Cannot GET /c?token=s%C3%A9same%20street&v=1': 'Cannot GET /c?(not shown)',
  'the token sésame street is wrong': 'the token (not shown) is wrong',
  'see key-4711, anna': 'see (not shown), (not shown)',
  // A short value is a word like any other.
  'version 1 of 1': 'version 1 of 1',
  'elsewhere: http://other.example.org/a?b=c#d, and on': 'elsewhere: http://other.example.org/a and on',
};
for (const [text, concealed] of Object.entries(TABLE)) {
  test(`concealed: ${text}`, () => {
    expect(conceal(text)).toBe(concealed);
  });
}

test('other secrets go, too, the longest first', () => {
  const both = concealer([], ['Bearer tok-4711-abc', 'tok-4711-abc']);
  expect(both('sent "Bearer tok-4711-abc" and tok-4711-abc')).toBe('sent "(not shown)" and (not shown)');
});

test('a secret goes as well where the text was cut within it', () => {
  const hides = concealer([], ['tok-4711-abc']);
  expect(hides('not for tok-4711-a')).toBe('not for (not shown)');
  expect(hides('not for tok-')).toBe('not for (not shown)');
  expect(hides('not for to')).toBe('not for to');
  const named = concealer('http://localhost/?api-version=2024-06-01', [
    'Bearer tok-4711-abc',
    'session=tok-4711',
  ]);
  for (const whole of ['scheme must be Bearer', 'no api-version', 'no session'])
    expect(named(whole)).toBe(whole);
});

test('an address with a percent sign of its own making is no reason to fail', () => {
  expect(concealer('http://a%zz:b%@localhost/?q=%')('as it was')).toBe('as it was');
});

test('whatever stands in an address’s query, credentials or fragment goes', () => {
  const secret = fc.stringMatching(/^[a-z0-9]{12,20}$/);
  fc.assert(
    fc.property(
      secret,
      fc.lorem(),
      fc.constantFrom('user', 'password', 'query', 'hash'),
      (key, words, place) => {
        const url = new URL('https://chat.example.org/path');
        if (place === 'user') url.username = key;
        if (place === 'password') url.password = key;
        if (place === 'query') url.search = `?a=${key}`;
        if (place === 'hash') url.hash = key;
        expect(bareAddresses(`${words} ${url.href} ${words}`)).not.toContain(key);
        expect(concealer(url.href)(`${words} ${key}`)).not.toContain(key);
      },
    ),
  );
});
