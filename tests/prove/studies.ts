import { blameStudy } from './studies/blame.js';
import { comparisonStudy } from './studies/comparison.js';
import { correlationStudy } from './studies/correlation.js';
import { loadLineStudy } from './studies/load-line.js';
import { saturationStudy } from './studies/saturation.js';
import { starvedStudy } from './studies/starved.js';
import type { Study } from './study.js';

/** One file a study; here is the order in which they are run. */
export const STUDIES: readonly Study[] = [
  comparisonStudy,
  correlationStudy,
  loadLineStudy,
  saturationStudy,
  starvedStudy,
  blameStudy,
];
