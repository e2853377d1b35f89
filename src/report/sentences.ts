import type { Finding, Findings, LoadLine, Validity } from '../model/findings.js';
import { percentileCell } from './cell.js';
import { isCrowdAlone } from './crowd-alone.js';
import {
  formatClock,
  formatCount,
  formatDuration,
  formatLoad,
  formatLoadInterval,
  formatMs,
  formatNumber,
  formatRate,
  formatScore,
  formatShare,
  joinUnits,
} from './format.js';

/** The words that the HTML, the Markdown and the console share. Each is one or more whole sentences. */

/** Makes fragments, which may or may not end in a full stop, into sentences beside each other. */
export function fullStop(...fragments: readonly string[]): string {
  return fragments
    .map((fragment) => joinUnits(fragment.trim()))
    .filter((fragment) => fragment !== '')
    .map((fragment) => (/[.!?…]$/.test(fragment) ? fragment : `${fragment}.`))
    .join(' ');
}

/** So many phases have their reasons told where a verdict is told; the instrument's own part has them all. */
const MOST_PHASES = 2;

/**
 * Reasons as sentences. Those that begin with the same phase (`peak: …`) become one: "In peak: …; ….". `phase` is
 * given where all of them are about one phase, named or not.
 */
export function reasonSentences(
  { phases }: Pick<Findings, 'phases'>,
  reasons: readonly string[],
  phase?: string,
): string {
  const groups: { readonly phase: string | undefined; readonly reasons: string[] }[] = [];
  for (const reason of reasons) {
    const named = phases.find(({ name }) => reason.startsWith(`${name}: `))?.name;
    const about = named ?? phase;
    const text = named === undefined ? reason : reason.slice(named.length + 2);
    const last = groups.at(-1);
    if (about !== undefined && last?.phase === about) last.reasons.push(text);
    else groups.push({ phase: about, reasons: [text] });
  }
  const inPhases = groups.filter((group) => group.phase !== undefined);
  const more = new Set(inPhases.slice(MOST_PHASES));
  return fullStop(
    ...groups
      .filter((group) => !more.has(group))
      .map((group) =>
        group.phase === undefined
          ? fullStop(...group.reasons)
          : `In ${group.phase}: ${group.reasons.map((reason) => reason.replace(/\.$/, '')).join('; ')}`,
      ),
    more.size === 0 ? '' : `More such reasons in ${[...more].map((group) => group.phase).join(', ')}`,
  );
}

export function verdictWord(findings: Findings): 'Pass' | 'Fail' | 'Invalid' {
  return ({ pass: 'Pass', fail: 'Fail', invalid: 'Invalid' } as const)[findings.verdict.status];
}

function keptBudgets({ budgets }: Findings): string {
  const kept = budgets.filter((budget) => budget.status === 'pass').length;
  const broken = budgets.filter((budget) => budget.status === 'fail').length;
  const open = budgets.length - kept - broken;
  if (budgets.length === 0) return 'No budget was set';
  if (kept === budgets.length) return kept === 1 ? 'The budget was kept' : `All ${kept} budgets were kept`;
  const parts = [`${kept} of ${formatCount(budgets.length, 'budget')} kept`];
  if (broken > 0) parts.push(`${broken} broken`);
  if (open > 0) parts.push(`${open} not measured`);
  return parts.join(', ');
}

/** What the verdict is and why. How valid the measurement is has a sentence of its own and is not said twice. */
export function verdictSentence(findings: Findings): string {
  const { status, reasons } = findings.verdict;
  const own = reasons.filter((reason) => !/^The measurement (is degraded|cannot be believed)/.test(reason));
  if (status === 'invalid')
    return `Invalid: the measurement cannot be believed. ${reasonSentences(findings, own)}`.trim();
  return `${verdictWord(findings)}: ${own.length > 0 ? reasonSentences(findings, own) : fullStop(keptBudgets(findings))}`;
}

/** `null` for a run that ran to its end. */
export function interruptedSentence({ run }: Findings): string | null {
  if (!run.interrupted) return null;
  const when = run.durationMs === null ? '' : ` after ${formatDuration(run.durationMs)}`;
  return `The run was interrupted${when}: what follows is what had been measured until then.`;
}

function interval(line: LoadLine): string {
  if (line.ci95 === null) return '';
  const [from, to] = line.ci95;
  // Few turns cannot show that the criterion holds anywhere: an interval that begins at 0 says only how much at most.
  const range = from === 0 ? `up to ${formatLoad(to)}` : formatLoadInterval(line.ci95);
  return ` (95\u202f% interval ${range})`;
}

function loads(line: LoadLine): readonly [number, number] | null {
  const values = line.steps.map((step) => step.load);
  return values.length === 0 ? null : [Math.min(...values), Math.max(...values)];
}

const conversations = (load: number): string =>
  `${formatLoad(load)} conversation${load === 1 ? '' : 's'} at once`;

/** What the crowd's load was when people began to feel it. */
export function loadLineSentence({ loadLine: line }: Findings): string {
  const share = formatShare(line.criterionShare);
  const range = loads(line);
  switch (line.status) {
    case 'found':
      return line.value === null
        ? 'The load line was found but carries no value.'
        : `People felt it at ${conversations(line.value)}${interval(line)}: above that, fewer than ${share} of their turns were good.`;
    case 'above-range':
      return range === null
        ? `People did not feel it at any load tried${interval(line)}: at least ${share} of their turns stayed good.`
        : `People did not feel it up to ${conversations(range[1])}, the highest load tried${interval(line)}: at least ${share} of their turns stayed good.`;
    case 'below-baseline':
      return `People felt it from the start${interval(line)}: already at ${range === null ? 'the lowest load' : conversations(range[0])}, the lowest load tried, fewer than ${share} of their turns were good.`;
    case 'not-measured':
      return `The load line was not measured. ${fullStop(...line.caveats)}`.trim();
  }
}

/** The same question, asked of the crowd's own streams. */
export function wireLoadLineSentence({ wireLoadLine: line }: Findings): string {
  const share = formatShare(line.criterionShare);
  const range = loads(line);
  switch (line.status) {
    case 'found':
      return line.value === null
        ? 'The load line of the wire was found but carries no value.'
        : `On the wire the line is at ${conversations(line.value)}${interval(line)}: above that, fewer than ${share} of the crowd's streams were good.`;
    case 'above-range':
      return `On the wire at least ${share} of the crowd's streams stayed good${range === null ? '' : ` up to ${conversations(range[1])}, the highest load tried`}${interval(line)}.`;
    case 'below-baseline':
      return `On the wire fewer than ${share} of the crowd's streams were good already at ${range === null ? 'the lowest load' : conversations(range[0])}${interval(line)}.`;
    case 'not-measured':
      return `The load line of the wire was not measured. ${fullStop(...line.caveats)}`.trim();
  }
}

/** Which side fell under the criterion at the lower load. */
export function firstToGiveSentence({ firstToGive }: Findings): string {
  const { apart } = firstToGive;
  const by = apart === null ? '' : `, by ${formatNumber(apart)} conversations`;
  return {
    page: `The page gave way first${by}: people felt a load at which the streams on the wire were still good.`,
    wire: `The wire gave way first${by}: its streams were no longer good at a load that people did not feel yet.`,
    together: 'Wire and page gave way together: what people felt came over the wire.',
    unknown: fullStop('What gave way first is not known', ...firstToGive.caveats),
  }[firstToGive.status];
}

/** Where the backend stopped giving more, how long it held out, how soon it was well again. */
export function saturationSentence({ saturation }: Findings): string {
  if (saturation.status === 'not-measured') {
    return `Saturation was not measured. ${fullStop(...saturation.caveats)}`.trim();
  }
  if (saturation.status === 'not-reached') return 'The backend did not saturate at any load tried.';
  const at = [
    saturation.atLoad === null ? '' : ` at ${conversations(saturation.atLoad)}`,
    saturation.atPerSecond === null
      ? ''
      : `, asked for ${formatRate(saturation.atPerSecond)} starts per second`,
    saturation.atMs === null ? '' : `, ${formatClock(saturation.atMs)} (min:s) into the run`,
  ].join('');
  const ceiling =
    saturation.ceilingPerSecond === null
      ? ''
      : ` From there it completed no more than ${formatRate(saturation.ceilingPerSecond)} streams per second${
          saturation.slots === null ? '' : `, as ${formatLoad(saturation.slots)} slots would`
        }.`;
  const survived =
    saturation.survivedMs === null ? '' : ` It held out ${formatDuration(saturation.survivedMs)}.`;
  return `The backend saturated${at}.${ceiling}${survived}${recovered(saturation)}`;
}

function recovered({ recovered: well, recoveredMs }: Findings['saturation']): string {
  if (well === false) return ' After the crowd had left it did not recover within the run.';
  if (recoveredMs === null) return '';
  if (recoveredMs < 1000) return ' It was back to its baseline within a second of the crowd’s leaving.';
  return ` It was back to its baseline ${formatDuration(recoveredMs)} after the crowd had left.`;
}

/** The caveats of a finding that its sentence leaves out: of what is not known, the sentence says why. */
export function unsaidCaveats({ status, caveats }: Finding<string>): readonly string[] {
  return status === 'not-measured' || status === 'unknown' ? [] : caveats;
}

/** How far the instrument itself was off, by the control. */
export function errorBarSentence(findings: Findings): string {
  // The control is played by people's browsers.
  if (isCrowdAlone(findings)) return '';
  const { instrument } = findings;
  const { paintErrorMs, plays, writes } = instrument.control;
  if (plays === 0 || paintErrorMs.n === 0) {
    return 'Error bar of the instrument: not measured, the control was not played.';
  }
  const worst = percentileCell(paintErrorMs, 'p95', formatMs);
  const typical = percentileCell(paintErrorMs, 'p50', formatMs);
  const basis = `p95 of ${formatNumber(writes)} control writes, median ${typical.text}`;
  return paintErrorMs.p95 === null
    ? `Error bar of the instrument: not known (${worst.note ?? 'no p95'}).`
    : `Error bar of the instrument: paints were stamped within ${worst.text} of the truth (${basis}).`;
}

const VALIDITY: Readonly<Record<Validity, string>> = {
  valid: 'The measurement is valid',
  degraded: 'The measurement is degraded',
  invalid: 'The measurement is invalid',
};

/** Whether the numbers can be believed, and if not fully, why; reasons that the verdict has given are not said again. */
export function validitySentence(findings: Findings): string {
  const { validity, reasons } = findings.instrument;
  const said = new Set(findings.verdict.reasons);
  const left = reasons.filter((reason) => !said.has(reason));
  const word = VALIDITY[validity];
  if (reasons.length > 0 && left.length === 0) return `${word}, for the reasons given with the verdict.`;
  return `${word}. ${reasonSentences(findings, left)}`.trim();
}

/** One line: the verdict and whatever weakens it. */
export function headline(findings: Findings): string {
  const parts = [interruptedSentence(findings), verdictSentence(findings)];
  if (findings.instrument.validity === 'degraded') parts.push(validitySentence(findings));
  return parts.filter((part) => part !== null).join(' ');
}

/** What the plan asked of a good turn. */
export function goodTurnSentence({ run }: Findings): string {
  const { perceivedTtftMs, freezes, flowQoe } = run.plan.goodTurn;
  const frozen = freezes === 0 ? 'does not freeze' : `freezes no more than ${freezes} times`;
  return `Good is a turn that shows its first answer text within ${formatMs(perceivedTtftMs)}, ${frozen}, and flows (flow QoE at least ${formatScore(flowQoe)}); of a stream the same is asked on the wire.`;
}
