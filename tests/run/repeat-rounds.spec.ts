import { expect, test } from '@playwright/test';
import { repeatRounds } from '../../dist/fixtures/repeat-rounds.js';
import { deferred } from '../../dist/src/run/deferred.js';

const never = new Promise<void>(() => undefined);

/** A person whose rounds do as `script` says; the run is over after `restsUntilEnd` rests. */
function person(
  script: readonly (() => Promise<unknown> | unknown)[],
  restsUntilEnd = Number.POSITIVE_INFINITY,
) {
  const told: string[] = [];
  let proved = false;
  let over = false;
  let rests = 0;
  let rounds = 0;
  const options = {
    round: async () => {
      told.push('round');
      return script[rounds++]?.();
    },
    giveUpAfter: 3,
    isProved: () => proved,
    cannot: (why: string) => void told.push(`cannot: ${why}`),
    failed: (round: number, error: unknown) => void told.push(`failed ${round}: ${(error as Error).message}`),
    // Asked for only when it is waited for.
    get zero() {
      told.push('zero');
      return Promise.resolve();
    },
    isOver: () => over,
    cut: never as Promise<unknown>,
    rest: async () => {
      told.push('rest');
      over = ++rests >= restsUntilEnd;
    },
  };
  return {
    told,
    options,
    prove: () => {
      proved = true;
    },
    end: () => {
      over = true;
    },
  };
}

const fails = (why: string) => () => {
  throw new Error(why);
};
const fine = () => undefined;

test('the first round proves, then the zero, then rounds with rests between them until the run ends', async () => {
  const somebody = person([() => somebody.prove(), fine, fine], 2);
  await repeatRounds(somebody.options);
  expect(somebody.told).toEqual(['round', 'zero', 'rest', 'round', 'rest']);
});

test('a round that fails is told, and the next one goes on', async () => {
  const somebody = person(
    [() => somebody.prove(), fails('no'), fails('no again'), fine, fails('once more'), fine],
    6,
  );
  await repeatRounds(somebody.options);
  expect(somebody.told.filter((what) => what.startsWith('failed'))).toEqual([
    'failed 2: no',
    'failed 3: no again',
    'failed 5: once more',
  ]);
});

test('so many failures in a row end it, with the last one as the reason', async () => {
  const somebody = person([() => somebody.prove(), fails('a'), fails('b'), fails('c')]);
  await expect(repeatRounds(somebody.options)).rejects.toMatchObject({
    code: 'E_ROUNDS_FAILED',
    message: 'Failed to go on: 3 rounds failed one after the other, the last because: c',
    cause: expect.objectContaining({ message: 'c' }),
  });
});

test('a first round that fails, or asks nothing: this person cannot take part', async () => {
  const failing = person([fails('the composer is gone')]);
  await expect(repeatRounds(failing.options)).rejects.toThrow('the composer is gone');
  expect(failing.told).toContain('cannot: the composer is gone');
  const silent = person([fine]);
  await expect(repeatRounds(silent.options)).rejects.toMatchObject({ code: 'E_NO_TURN' });
  expect(silent.told).toContain('cannot: its first round ended without a turn');
});

test('what fails because the run is over is no failure of the round', async () => {
  const somebody = person([
    () => somebody.prove(),
    () => {
      somebody.end();
      throw new Error('cut off');
    },
  ]);
  await repeatRounds(somebody.options);
  expect(somebody.told).toEqual(['round', 'zero', 'rest', 'round']);
});

test('a round that never ends is left to itself when the run is cut', async () => {
  const cut = deferred();
  const somebody = person([
    () => somebody.prove(),
    () => {
      somebody.end();
      cut.resolve();
      return never;
    },
  ]);
  await repeatRounds(Object.assign(somebody.options, { cut: cut.promise, afterCutMs: 1 }));
  expect(somebody.told).toEqual(['round', 'zero', 'rest', 'round']);
});
