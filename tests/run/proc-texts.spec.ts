import { expect, test } from '@playwright/test';
import {
  parseAvailableMemory,
  parseCpuTicks,
  parsePressure,
  parseProcessStat,
} from '../../dist/src/run/proc-texts.js';

const stat = (command: string): string =>
  `4711 (${command}) S 4242 4711 4711 0 -1 4194560 9000 12 3 0 1234 66 5 2 20 0 11 0 987654 22000000 3000 ` +
  '18446744073709551615 1 1 0 0 0 0 0 16781312 134302466 0 0 0 17 1 0 0 0 0 0 0 0 0 0 0 0 0 0\n';

for (const command of ['node', 'Web Content', 'tmux: server', 'a) S 1 (b', '(sd-pam)']) {
  test(`the process "${command}"`, () => {
    // Children's time (5 and 2) is not its own.
    expect(parseProcessStat(stat(command))).toEqual({
      command,
      parent: 4242,
      usedTicks: 1300,
      startTicks: 987654,
    });
  });
}

test('the ticks of all CPUs; time of guests is in user already', () => {
  const text = 'cpu  100 20 30 800 40 5 6 7 50 3\ncpu0 50 10 15 400 20 2 3 3 25 1\nintr 1 2 3\n';
  expect(parseCpuTicks(text)).toEqual({ total: 1008, idle: 840 });
});

test('an old kernel has fewer columns, another system none', () => {
  expect(parseCpuTicks('cpu 1 2 3 4 5\n')).toEqual({ total: 15, idle: 9 });
  expect(parseCpuTicks('')).toBeUndefined();
});

test('pressure and memory, where the system tells them', () => {
  const pressure =
    'some avg10=12.34 avg60=1.00 avg300=0.10 total=99\nfull avg10=3.00 avg60=0 avg300=0 total=1\n';
  expect(parsePressure(pressure)).toBe(12.34);
  expect(parsePressure('')).toBeNull();
  const memory = 'MemTotal:        8123456 kB\nMemFree:          123456 kB\nMemAvailable:    2097152 kB\n';
  expect(parseAvailableMemory(memory)).toBe(2048);
  expect(parseAvailableMemory('')).toBeNull();
});
