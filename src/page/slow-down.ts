import type { CDPSession } from '@playwright/test';
import type { DevicePlan } from '../model/device.js';

type Slowness = Pick<DevicePlan, 'cpuSlowdown' | 'network'>;

/** 1 kbit is 1,000 bits; the browser counts bytes. */
const BYTES_PER_KBIT = 1000 / 8;

/** Makes one target of the browser as slow as the device is: its main thread, and what it loads. */
export async function slowDown(cdp: CDPSession, { cpuSlowdown, network }: Slowness): Promise<void> {
  if (cpuSlowdown > 1) await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown });
  if (network === null) return;
  await cdp.send('Network.enable');
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: network.latencyMs,
    downloadThroughput: network.downloadKbps * BYTES_PER_KBIT,
    uploadThroughput: network.uploadKbps * BYTES_PER_KBIT,
  });
}
