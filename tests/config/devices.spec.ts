import { expect, devices as known, test } from '@playwright/test';
import { ConfigError } from '../../dist/src/config/config-error.js';
import { devicePresets } from '../../dist/src/config/device-presets.js';
import type { PlimsollOptions } from '../../dist/src/config/options.js';
import { resolvePlan } from '../../dist/src/config/resolve-plan.js';
import { deviceToUse } from '../../dist/src/device-to-use.js';

const resolve = (config: PlimsollOptions = {}, env: NodeJS.ProcessEnv = {}) => resolvePlan({ config, env });

const OWN = {
  name: 'tablet',
  cpuSlowdown: 2,
  network: { latencyMs: 80, downloadKbps: 5000, uploadKbps: 1000 },
  viewport: { width: 800, height: 1200 },
  isMobile: true,
  reducedMotion: true,
};

test('none unless somebody asks for them', () => {
  expect(resolve().devices).toEqual([]);
});

test('presets by name and own devices, in their order', () => {
  const { devices, origins } = resolve({ people: 3, devices: ['desktop', 'phone', OWN] });
  expect(devices.map(({ name, cpuSlowdown }) => [name, cpuSlowdown])).toEqual([
    ['desktop', 1],
    ['phone', 4],
    ['tablet', 2],
  ]);
  expect(devices[2]).toEqual({ ...OWN, emulates: null });
  expect(origins.devices).toBe('config');
});

test('what an own device does not say is this machine’s', () => {
  expect(resolve({ devices: [{ name: 'plain' }] }).devices).toEqual([
    {
      name: 'plain',
      cpuSlowdown: 1,
      network: null,
      viewport: null,
      isMobile: false,
      reducedMotion: false,
      emulates: null,
    },
  ]);
});

test('by environment, a list of presets', () => {
  const { devices, origins } = resolve({ devices: ['desktop'] }, { PLIMSOLL_DEVICES: 'phone, laptop-slow' });
  expect(devices.map(({ name }) => name)).toEqual(['phone', 'laptop-slow']);
  expect(origins.devices).toBe('environment PLIMSOLL_DEVICES');
});

test('what cannot be used is refused, with where and what instead', () => {
  const refused = (config: PlimsollOptions, env?: NodeJS.ProcessEnv): string => {
    try {
      resolve(config, env);
    } catch (error) {
      if (error instanceof ConfigError) return `${error.message} ${error.hint}`;
      throw error;
    }
    return 'nothing';
  };
  expect(refused({}, { PLIMSOLL_DEVICES: 'phone,fone' })).toMatch(
    /PLIMSOLL_DEVICES: must be one of desktop, laptop-slow, phone.*or a device of your own/,
  );
  expect(refused({ devices: [{ name: 'a b' }] })).toMatch(
    /plimsoll\.devices\.0\.name: may only have letters/,
  );
  expect(refused({ devices: [{ name: 'a', cpuSlowdown: 0.5 }] })).toMatch(/devices\.0\.cpuSlowdown: /);
  expect(refused({ devices: ['phone', 'phone'] })).toContain('two devices are named "phone"');
  expect(refused({ people: 1, devices: ['phone', 'desktop'] })).toMatch(
    /there are 2 devices but 1 person.*PLIMSOLL_PEOPLE=2/,
  );
});

test('Playwright knows what the presets emulate, and sets it up', () => {
  for (const { emulates } of devicePresets) if (emulates !== null) expect(known[emulates]).toBeDefined();
  const phone = deviceToUse(devicePresets.find(({ name }) => name === 'phone')!);
  expect(phone).toMatchObject({
    isMobile: true,
    hasTouch: true,
    userAgent: expect.stringContaining('Mobile'),
  });
  expect(phone.viewport!.width).toBeLessThan(500);
  expect(deviceToUse({ ...OWN, emulates: null })).toEqual({
    viewport: OWN.viewport,
    isMobile: true,
    hasTouch: true,
    contextOptions: { reducedMotion: 'reduce' },
  });
  expect(deviceToUse(devicePresets[0]!)).toEqual({});
});
