import type { DevicePlan, NetworkPlan } from '../model/device.js';

/** What most people's own machine is: nothing is slowed down. */
const PLAIN = {
  cpuSlowdown: 1,
  network: null,
  viewport: null,
  isMobile: false,
  reducedMotion: false,
  emulates: null,
} as const;

/** The browsers' own figures for their tools: what a slow and a fast mobile network come to in practice. */
const SLOW_4G: NetworkPlan = { latencyMs: 150, downloadKbps: 1600, uploadKbps: 750 };
const SLOW_3G: NetworkPlan = { latencyMs: 400, downloadKbps: 400, uploadKbps: 400 };

/** A phone of the middle of the market; four times slower than a developer's machine is what Lighthouse takes it for. */
const PHONE = { ...PLAIN, cpuSlowdown: 4, isMobile: true, emulates: 'Pixel 7' } as const;

/** Devices by name. To add one: an entry here. */
export const devicePresets: readonly DevicePlan[] = [
  { ...PLAIN, name: 'desktop' },
  { ...PLAIN, name: 'laptop-slow', cpuSlowdown: 4 },
  { ...PHONE, name: 'phone' },
  { ...PHONE, name: 'phone-4g', network: SLOW_4G },
  { ...PHONE, name: 'phone-3g', network: SLOW_3G },
];
