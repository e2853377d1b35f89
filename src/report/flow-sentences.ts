import type { Findings, Phase } from '../model/findings.js';
import { flowCells } from './flow-cells.js';
import { formatCount, formatMs, joinUnits } from './format.js';

/** How the text flowed without load and under the most of it; smoothness never without render lag. */
export function flowSentence({ phases }: Pick<Findings, 'phases'>): string {
  const answered = phases.filter(({ kind, experience }) => kind !== 'warm-up' && experience.flowQoe.n > 0);
  const first = answered.find(({ kind }) => kind === 'baseline') ?? answered[0];
  if (first === undefined) return 'How the text flowed was not measured: no turn was answered.';
  const most = answered.reduce((a, b) => ((b.load.offered ?? 0) > (a.load.offered ?? 0) ? b : a));
  return `Text: ${[...new Set([first, most])].map(describe).join('; ')}.`;
}

function describe({ name, experience }: Phase): string {
  const { fluidity, renderLag, stalls } = flowCells(experience);
  const cause = stalls.sub === undefined ? '' : ` (${stalls.sub})`;
  const lag =
    experience.renderLag.p95Ms.p50 === null ? 'render lag not known' : `render lag p95 ${renderLag.text}`;
  const fluid = experience.fluidity.p50 === null ? '' : `, fluidity ${fluidity.text}`;
  return `in ${name} ${formatCount(experience.stalls, 'stall')}${cause}${fluid}, ${lag}`;
}

/** Whether the page's work grows, one sentence each; the first alone where nothing is known of the second. */
export function costGrowthSentences({ costGrowth }: Pick<Findings, 'costGrowth'>): readonly string[] {
  const { withinAnswer, overConversation } = costGrowth;
  return [withinAnswer, overConversation]
    .filter(({ status }, index) => index === 0 || status === 'measured')
    .map(({ sentence }) => joinUnits(sentence));
}

/** Of what there is to say of the page's work what a terminal has room for: that it grows, else the first sentence. */
export function costGrowthSentence(findings: Pick<Findings, 'costGrowth'>): string | null {
  const { status, withinAnswer, overConversation } = findings.costGrowth;
  if (status === 'not-measured') return null;
  const slopes = [withinAnswer, overConversation];
  const told =
    slopes.find(({ grows }) => grows === 'yes') ?? slopes.find((slope) => slope.status === 'measured');
  return told === undefined ? null : joinUnits(told.sentence);
}

/** Which scripts were behind the page's stalls, phase by phase. */
export function stallScriptSentences({ phases }: Pick<Findings, 'phases'>): readonly string[] {
  return phases.flatMap(({ name, experience }) =>
    experience.stallScripts.length === 0
      ? []
      : [
          `In ${name}, while the page stood still, this ran longest: ${experience.stallScripts
            .map(
              (script) =>
                `${script.name} (${formatCount(script.count, 'stall')}, ${formatMs(script.totalMs)})`,
            )
            .join(', ')}.`,
        ],
  );
}
