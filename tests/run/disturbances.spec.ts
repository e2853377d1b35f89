import { expect, type TestInfo, test } from '@playwright/test';
import { disturbancesOf } from '../../fixtures/disturbances.js';

const told = (use: object, retries = 0): string[] =>
  disturbancesOf({ project: { use, retries } } as unknown as TestInfo);

for (const { name, use, retries, sentences } of [
  { name: 'nothing of it', use: { trace: 'off', video: 'off', screenshot: 'on' }, sentences: [] },
  { name: 'nothing said', use: {}, sentences: [] },
  { name: '--trace=on', use: { trace: 'on' }, sentences: ['the trace is on'] },
  {
    name: 'a trace that is kept where a test failed: it is taken all the same',
    use: { trace: { mode: 'retain-on-failure' } },
    sentences: ['the trace is on'],
  },
  { name: 'a video', use: { video: { mode: 'on' } }, sentences: ['the video is on'] },
  { name: '--headed', use: { headless: false }, sentences: ['the browser is headed'] },
  {
    name: 'a remote browser',
    use: { connectOptions: { wsEndpoint: 'ws://127.0.0.1:9/' } },
    sentences: ['the browser is remote'],
  },
  { name: '--retries=2', use: {}, retries: 2, sentences: ['retries are on'] },
  {
    name: 'all at once',
    use: { trace: 'on', video: 'on', headless: false },
    sentences: ['the trace is on', 'the video is on', 'the browser is headed'],
  },
]) {
  test(`what disturbs a measurement is named: ${name}`, () => {
    expect(told(use, retries)).toEqual(sentences);
  });
}
