import { z } from 'zod';
import { devicePresets } from './device-presets.js';

/** Part of a project's name, and of what `--project` selects by. */
const name = z.string().regex(/^[\w.-]+$/, 'may only have letters, digits, dots, dashes and underscores');
const kbps = z.number().positive();

const ownDevice = z.strictObject({
  name,
  /** 1: as fast as this machine. */
  cpuSlowdown: z.number().min(1).max(20).optional(),
  network: z.strictObject({ latencyMs: z.number().min(0), downloadKbps: kbps, uploadKbps: kbps }).optional(),
  viewport: z.strictObject({ width: z.int().min(1), height: z.int().min(1) }).optional(),
  isMobile: z.boolean().optional(),
  reducedMotion: z.boolean().optional(),
});

export type DeviceOptions = string | z.output<typeof ownDevice>;

const presetNames = devicePresets.map((device) => device.name);
const preset = z.string().refine((text) => presetNames.includes(text), {
  error: `must be one of ${presetNames.join(', ')}, or a device of your own: { name, … }`,
});

/** A preset by name, or a device of the user's own. */
export const deviceOptions = z.union([preset, ownDevice], {
  error: 'must be the name of a device, or a device of your own: { name, … }',
});
