import type { DevicePlan } from '../model/device.js';
import { ConfigError } from './config-error.js';
import type { DeviceOptions } from './device-options.js';
import { devicePresets } from './device-presets.js';

/** The plan's devices; none, and everybody uses this machine as it is. */
export function toDevices(options: readonly DeviceOptions[], people: number): DevicePlan[] {
  const devices = options.map((given): DevicePlan => {
    // A name that is none was refused when the options were checked.
    if (typeof given === 'string') return devicePresets.find(({ name }) => name === given)!;
    return {
      name: given.name,
      cpuSlowdown: given.cpuSlowdown ?? 1,
      network: given.network ?? null,
      viewport: given.viewport ?? null,
      isMobile: given.isMobile ?? false,
      reducedMotion: given.reducedMotion ?? false,
      emulates: null,
    };
  });
  const twice = devices.find(({ name }, index) => devices.findIndex((each) => each.name === name) !== index);
  if (twice !== undefined) {
    throw new ConfigError(
      `two devices are named "${twice.name}"`,
      'Give each device a name of its own (devices[].name).',
    );
  }
  if (devices.length > people) {
    throw new ConfigError(
      `there are ${devices.length} devices but ${people} ${people === 1 ? 'person' : 'people'}`,
      `Each device needs a person: set PLIMSOLL_PEOPLE=${devices.length} or more, or take fewer devices.`,
    );
  }
  return devices;
}
