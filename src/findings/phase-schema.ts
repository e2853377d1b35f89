import { z } from 'zod';
import { STREAM_OUTCOMES, TURN_OUTCOMES } from '../model/outcome.js';
import { STAGE_KINDS } from '../model/plan.js';

const text = z.string();
const number = z.number();
const nullable = z.number().nullable();
const interval = z.tuple([number, number]).nullable();
const caveats = z.array(text);
const validity = z.enum(['valid', 'degraded', 'invalid']);
const missing = z.enum(['too-few', 'unanswered', 'no-data']).optional();

export const distribution = z.strictObject({
  n: number,
  unanswered: number,
  p50: nullable,
  p95: nullable,
  p99: nullable,
  max: nullable,
  p50Over: number.optional(),
  p95Over: number.optional(),
  p99Over: number.optional(),
  maxOver: number.optional(),
  missing: z.strictObject({ p50: missing, p95: missing, p99: missing, max: missing }).optional(),
});

const renderLag = z.strictObject({
  firstMs: distribution,
  p50Ms: distribution,
  p95Ms: distribution,
  maxMs: distribution,
  lastMs: distribution,
});

/** Where the wire's times were taken. */
export const wireSources = z.strictObject({ page: number, netlog: number, none: number });

export const checkCounts = z.array(z.strictObject({ name: text, passes: number, fails: number }));

export const load = z.strictObject({
  offered: nullable,
  streams: number,
  perSecond: nullable,
  deferred: number,
  inFlight: nullable,
  streaming: nullable,
  startsPerSecond: nullable,
  completionsPerSecond: nullable,
  eventsPerSecond: nullable,
  wireTtftMs: distribution,
  gapMs: distribution,
  outcomes: z.partialRecord(z.enum(STREAM_OUTCOMES), number),
  goodStreams: number,
  goodShare: nullable,
  goodShareCi95: interval,
  dispatchLagMs: distribution,
  checks: checkCounts,
  checkShare: nullable,
});

export const experience = z.strictObject({
  turns: number,
  goodTurns: number,
  goodShare: nullable,
  goodShareCi95: interval,
  ackMs: distribution,
  firstFeedbackMs: distribution,
  perceivedTtftMs: distribution,
  perceivedTtlbMs: distribution,
  settledMs: distribution,
  settledLagMs: distribution,
  settledLate: number,
  paintGapMs: distribution,
  microStalls: number,
  stalls: number,
  freezes: number,
  stallsByCause: z.strictObject({ upstream: number, page: number, unknown: number }),
  stallScripts: z.array(z.strictObject({ name: text, count: number, totalMs: number })),
  readingQoe: distribution,
  flowQoe: distribution,
  starvedShare: distribution,
  fluidity: distribution,
  wireFluidity: distribution,
  dumpShare: distribution,
  retractions: z.strictObject({ turns: number, chars: number }),
  renderLagMs: distribution,
  renderLag,
  wireSources,
  jankMs: distribution,
  longestFrameMs: distribution,
  layoutShift: distribution,
  followShare: distribution,
  interactionLatencyMs: z.strictObject({ type: distribution, scroll: distribution }),
  pageCostMsPerKchar: distribution,
  outcomes: z.partialRecord(z.enum(TURN_OUTCOMES), number),
});

const part = z.strictObject({ mean: number, p50: nullable }).nullable();
export const attribution = z.strictObject({
  status: z.enum(['measured', 'not-measured']),
  caveats,
  n: number,
  inputMs: part,
  pageBeforeMs: part,
  serverMs: part,
  pageAfterMs: part,
  unattributedMs: part,
  mostly: z.enum(['page', 'server', 'neither']).nullable(),
  server: z.strictObject({ connectMs: part, headersMs: part, textMs: part }),
});

export const instrument = z.strictObject({
  validity,
  reasons: z.array(text),
  control: z.strictObject({
    plays: number,
    writes: number,
    paintErrorMs: distribution,
    wireErrorMs: distribution,
  }),
  driver: z.strictObject({
    loopLagMs: distribution,
    dispatchLagMs: distribution,
    gcMs: distribution.optional(),
  }),
  host: z.strictObject({
    cpuBusyShare: distribution,
    foreignCpuShare: distribution,
    pressureSomeAvg10: distribution,
  }),
});

export const phase = z.strictObject({
  name: text,
  kind: z.enum(STAGE_KINDS),
  fromMs: number,
  toMs: number,
  windows: z.array(z.strictObject({ fromMs: number, toMs: number })).optional(),
  leftOut: z.strictObject({ turns: number, streams: number }),
  load,
  experience,
  attribution,
  instrument,
});

/** What was perceived on one device in the phases of one kind. */
export const device = experience
  .pick({
    turns: true,
    goodTurns: true,
    goodShare: true,
    goodShareCi95: true,
    perceivedTtftMs: true,
    flowQoe: true,
    renderLag: true,
    jankMs: true,
  })
  .extend({ device: text, kind: z.enum(STAGE_KINDS) });
