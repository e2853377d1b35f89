import { expect, test } from '@playwright/test';
import {
  formatClock,
  formatDuration,
  formatLoad,
  formatMs,
  formatNumber,
  formatShare,
  formatShareInterval,
  plainSpaces,
} from '../../dist/src/report/format.js';

function rows<T>(format: (value: T) => string, cases: readonly (readonly [T, string])[]): void {
  for (const [value, text] of cases) expect(plainSpaces(format(value)), String(value)).toBe(text);
}

test('durations: ms under a second, then seconds with one decimal', () => {
  rows(formatMs, [
    [0.04, '0.0 ms'],
    [5.23, '5.2 ms'],
    [206.4, '206 ms'],
    [999.4, '999 ms'],
    [999.6, '1.0 s'],
    [4327, '4.3 s'],
    [59_940, '59.9 s'],
    [75_300, '75 s'],
    [-12, '−12 ms'],
  ]);
  rows(formatDuration, [
    [300, 'under 1 s'],
    [2100, '2.1 s'],
    [48_000, '48 s'],
    [106_400, '1 min 46 s'],
    [3_725_000, '1 h 02 min'],
  ]);
  rows(formatClock, [
    [0, '0:00'],
    [65_000, '1:05'],
    [-3000, '−0:03'],
  ]);
});

test('shares: only all is 100 % and only none is 0 %', () => {
  rows(formatShare, [
    [1, '100 %'],
    [0, '0 %'],
    [0.9996, '99.9 %'],
    [0.996, '99.6 %'],
    [0.0001, '0.1 %'],
    [0.934, '93 %'],
  ]);
  expect(plainSpaces(formatShareInterval([0.71, 1]))).toBe('71–100 %');
});

test('numbers: thousands apart, no minus on zero', () => {
  rows(formatNumber, [
    [1820, '1 820'],
    [1_234_567, '1 234 567'],
    [-0.2, '0'],
  ]);
  rows(formatLoad, [
    [11.43, '11.4'],
    [12, '12'],
    [11.98, '12'],
  ]);
});
