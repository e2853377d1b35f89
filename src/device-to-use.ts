import { devices, type PlaywrightTestOptions } from '@playwright/test';
import type { DevicePlan } from './model/device.js';

type DeviceUse = Partial<
  Pick<
    PlaywrightTestOptions,
    'viewport' | 'userAgent' | 'deviceScaleFactor' | 'isMobile' | 'hasTouch' | 'contextOptions'
  >
>;

/** What Playwright sets up of a device: screen, touch, user agent. How slow it is, is the person's own to set. */
export function deviceToUse({ emulates, viewport, isMobile, reducedMotion }: DevicePlan): DeviceUse {
  const emulated = emulates === null ? undefined : devices[emulates];
  if (emulates !== null && emulated === undefined)
    throw new Error(`Playwright knows no device "${emulates}"`);
  return {
    ...(emulated === undefined
      ? {}
      : {
          userAgent: emulated.userAgent,
          viewport: emulated.viewport,
          deviceScaleFactor: emulated.deviceScaleFactor,
        }),
    ...(viewport === null ? {} : { viewport }),
    ...(isMobile ? { isMobile, hasTouch: true } : {}),
    ...(reducedMotion ? { contextOptions: { reducedMotion: 'reduce' } } : {}),
  };
}
