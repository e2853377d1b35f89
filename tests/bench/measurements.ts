import type { Measurement } from './measurement.js';
import { cpu } from './measurements/cpu.js';
import { ttft } from './measurements/ttft.js';

/** What `npm run bench -- <name…>` can measure. */
export const MEASUREMENTS: Readonly<Record<string, Measurement>> = { cpu, ttft };
