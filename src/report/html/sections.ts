import { attributionSection } from './attribution-section.js';
import { budgetsSection } from './budgets-section.js';
import { checksSection } from './checks-section.js';
import { correlationsSection } from './correlations-section.js';
import { dataSection } from './data-section.js';
import { doseResponseSection } from './dose-response-section.js';
import { failuresSection } from './failures-section.js';
import { flowSection } from './flow-section.js';
import { glossarySection } from './glossary-section.js';
import { instrumentSection } from './instrument-section.js';
import { lanesSection } from './lanes-section.js';
import { phasesSection } from './phases-section.js';
import { planSection } from './plan-section.js';
import { replaySection } from './replay-section.js';
import { saturationSection } from './saturation-section.js';
import type { Section } from './section.js';
import { streamsSection } from './streams-section.js';
import { timelineSection } from './timeline-section.js';
import { turnsSection } from './turns-section.js';

/** The report under its verdict, in reading order. */
export const SECTIONS: readonly Section[] = [
  budgetsSection,
  checksSection,
  doseResponseSection,
  replaySection,
  timelineSection,
  attributionSection,
  flowSection,
  turnsSection,
  saturationSection,
  correlationsSection,
  phasesSection,
  lanesSection,
  failuresSection,
  streamsSection,
  instrumentSection,
  planSection,
  dataSection,
  glossarySection,
];
