import { expect, test } from '@playwright/test';
import type { Findings, PhaseExperience } from '../../dist/src/model/findings.js';
import { findingsOf, found, phaseOf } from './found.js';
import { PLANTED, type PlantedRun, plantLedger } from './plant-ledger.js';
import {
  PLANTED_PAGE,
  type PlantedPage,
  SCROLL_LATENCY_MS,
  STALLING_SCRIPT,
  TYPE_LATENCY_MS,
} from './plant-page-work.js';
import { plantStage } from './plant-plan.js';

/** A page by itself, long enough for percentiles. */
const stages = [plantStage('warm-up', 'warm-up', 3), plantStage('baseline', 'baseline', 150)];

const pageRun = (page: Partial<PlantedPage> = {}): PlantedRun =>
  plantLedger({ stages, page: { ...PLANTED_PAGE, ...page } });
const pageFindings = (page: Partial<PlantedPage> = {}): Findings => findingsOf(pageRun(page));
const experienceOf = (page: Partial<PlantedPage> = {}): PhaseExperience =>
  phaseOf(pageFindings(page), 'baseline').experience;

test('a page that shows what comes flows, lags by what was planted, and takes nothing back', () => {
  const experience = experienceOf();
  expect(experience.turns).toBeGreaterThan(100);
  expect(experience).toMatchObject({
    stalls: 0,
    microStalls: 0,
    stallsByCause: { upstream: 0, page: 0, unknown: 0 },
    stallScripts: [],
    retractions: { turns: 0, chars: 0 },
    settledLate: 0,
    wireSources: { page: 0, netlog: experience.turns, none: 0 },
    layoutShift: { p50: 0.02, max: 0.02 },
    longestFrameMs: { n: 0, max: null },
    interactionLatencyMs: {
      type: { n: experience.turns, p50: TYPE_LATENCY_MS },
      scroll: { n: experience.turns, p50: SCROLL_LATENCY_MS },
    },
  });
  expect(experience.fluidity.p50).toBe(1);
  expect(experience.wireFluidity.p50).toBe(1);
  expect(experience.dumpShare.max).toBe(0);
  expect(experience.starvedShare.p95!).toBeLessThan(0.01);
  expect(experience.settledLagMs.p50).toBeCloseTo(20, 6);
  expect(experience.followShare.p50!).toBeCloseTo(0.9, 1);
  for (const lag of Object.values(experience.renderLag)) {
    // The planted page lags by 12 ms, give or take 30 % from turn to turn.
    expect(Math.abs(lag.p50! - PLANTED.pageAfterMs)).toBeLessThan(2);
    expect(lag.max!).toBeLessThanOrEqual(PLANTED.pageAfterMs * 1.3 + 0.001);
  }
  expect(experience.renderLag.firstMs.p50).toBeCloseTo(experience.renderLagMs.p50!, 6);
  expect(Math.abs(experience.pageCostMsPerKchar.p50! / PLANTED_PAGE.costMsPerKchar - 1)).toBeLessThan(0.02);
});

test('stalls are counted by whose they were, and the script behind those of the page is named', () => {
  const page = { pageStallEvery: 4, upstreamStallEvery: 5 };
  const run = pageRun(page);
  const findings = findingsOf(run);
  const { experience } = phaseOf(findings, 'baseline');
  const inPhase = new Set(findings.marks.filter(({ phase }) => phase === 'baseline').map(({ id }) => id));
  const turns = run.ledger.turns.filter(({ id, outcome }) => outcome === 'answered' && inPhase.has(id));
  const ofPage = turns.filter(({ ordinal }) => ordinal % 4 === 0).length;
  const upstream = turns.filter(({ ordinal }) => ordinal % 4 !== 0 && ordinal % 5 === 1).length;
  expect(experience.turns).toBe(turns.length);
  // Half of the answer comes within half a second, so a page that stood still has all of it to show.
  expect(experience.stallsByCause).toEqual({ upstream, page: ofPage, unknown: 0 });
  expect(experience.stalls).toBe(ofPage + upstream);
  expect(experience.microStalls).toBe(ofPage + upstream);
  expect(experience.stallScripts).toEqual([
    { name: STALLING_SCRIPT, count: ofPage, totalMs: ofPage * (PLANTED_PAGE.stallMs - 100) },
  ]);
  expect(experience.longestFrameMs).toMatchObject({ n: ofPage, max: PLANTED_PAGE.stallMs - 10 });
  expect(experience.dumpShare.max!).toBeGreaterThan(0.4);
  expect(experience.renderLag.maxMs.max!).toBeGreaterThan(1_000);
});

test('without wire times nobody knows whose a stall was, and the report is told', () => {
  const { instrument, phases } = pageFindings({ pageStallEvery: 4, wireSources: ['none'] });
  const experience = phases.find(({ name }) => name === 'baseline')!.experience;
  expect(experience.stalls).toBeGreaterThan(10);
  expect(experience.stallsByCause).toEqual({ upstream: 0, page: 0, unknown: experience.stalls });
  expect(experience.stallScripts).toEqual([]);
  expect(experience.renderLag.p95Ms).toMatchObject({ n: 0, p50: null });
  expect(experience.wireFluidity.n).toBe(0);
  expect(experience.fluidity.n).toBe(experience.turns);
  expect(instrument.wireSources).toMatchObject({ page: 0, netlog: 0 });
  expect(instrument.caveats.join(' ')).toMatch(/\d+ of \d+ answered turns have no wire times/);
});

test('wire times from inside the page carry a caveat, at the parts of the wait too', () => {
  const { instrument, phases } = pageFindings({ wireSources: ['page', 'netlog', 'netlog'] });
  const { page, netlog, none } = instrument.wireSources;
  expect([page > 20, netlog > 2 * page - 5, none]).toEqual([true, true, 0]);
  expect(instrument.caveats.join(' ')).toContain(`${page} of ${page + netlog} answered turns`);
  expect(phases[1]!.attribution.caveats.join(' ')).toMatch(
    /\d+ of \d+ turns have their wire times from inside/,
  );
  expect(pageFindings().instrument.caveats).toEqual([]);
});

test('turns that could not be measured are counted by their reason', () => {
  const run = pageRun();
  const [first, second, third, fourth, ...others] = run.ledger.turns;
  const unmeasured = { outcome: 'unmeasured', paints: [], wire: [] } as const;
  const turns = [
    { ...first!, ...unmeasured, detail: 'the page was hidden during the turn' },
    { ...second!, ...unmeasured, detail: 'the page lost 3 frames' },
    { ...third!, ...unmeasured, detail: 'the page lost 12 frames' },
    { ...fourth!, stamps: { ...fourth!.stamps, firstAnswerPaintMs: undefined } },
    ...others,
  ];
  const { instrument } = findingsOf({ plan: run.plan, ledger: { ...run.ledger, turns } });
  expect(instrument.unmeasured).toEqual([
    { reason: 'the page lost 3 frames', turns: 2 },
    { reason: 'the page was hidden during the turn', turns: 1 },
    { reason: 'the stamps of the answer are missing or contradict each other', turns: 1 },
  ]);
});

test('devices are told apart, by kind of phase, and not at all where there is none', () => {
  const run = plantLedger({ page: { ...PLANTED_PAGE, devices: ['laptop', 'phone'] }, pageMsPerStream: 50 });
  const { devices, phases } = findingsOf(run);
  const kinds = ['warm-up', 'baseline', 'climb', 'peak', 'recovery'];
  expect(devices!.map(({ kind, device }) => `${kind} ${device}`)).toEqual(
    kinds.flatMap((kind) => [`${kind} laptop`, `${kind} phone`]),
  );
  for (const kind of kinds) {
    const ofKind = phases.filter((phase) => phase.kind === kind);
    const turns = ofKind.reduce((sum, { experience }) => sum + experience.turns, 0);
    const split = devices!.filter((device) => device.kind === kind);
    expect(
      split.reduce((sum, device) => sum + device.turns, 0),
      kind,
    ).toBe(turns);
    expect(split.every(({ goodShareCi95 }) => goodShareCi95 !== null)).toBe(true);
  }
  expect(found().devices).toBeUndefined();
});

test('a sample says whose its stalls were and how far the page lagged', () => {
  const { turns } = pageFindings({ pageStallEvery: 2 });
  const stalled = turns.find(({ stalls }) => stalls.length > 0)!;
  expect(stalled.stalls[0]).toMatchObject({ cause: 'page', script: STALLING_SCRIPT });
  expect(stalled.renderLagP95Ms!).toBeGreaterThan(500);
});
