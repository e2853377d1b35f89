import type { Findings, Phase } from '../model/findings.js';
import { budgetCells } from './budget-cells.js';
import { type Cell, cellOf, percentileCell } from './cell.js';
import { formatLoad, formatMs, formatRate, formatShare, formatShareInterval, plainSpaces } from './format.js';
import {
  errorBarSentence,
  firstToGiveSentence,
  headline,
  loadLineSentence,
  reasonSentences,
  saturationSentence,
  unsaidCaveats,
  validitySentence,
  verdictWord,
  wireLoadLineSentence,
} from './sentences.js';

/** `summary.md`: what a pull request or a chat message can carry. The first line is the verdict. */
export function renderSummary(findings: Findings): string {
  const { run } = findings;
  const notes: string[] = [];
  const parts = [
    firstLine(findings),
    [
      `- ${escapeMarkdown(loadLineSentence(findings))}`,
      `- ${escapeMarkdown(wireLoadLineSentence(findings))}`,
      `- ${escapeMarkdown(firstToGiveSentence(findings))}`,
      `- ${escapeMarkdown(saturationSentence(findings))}`,
      `- ${escapeMarkdown(`${validitySentence(findings)} ${errorBarSentence(findings)}`)}`,
    ].join('\n'),
    '## Budgets',
    findings.budgets.length === 0
      ? 'No budget was set.'
      : table(
          ['budget', 'measured', 'n', 'result'],
          findings.budgets.map((budget) => {
            const cells = budgetCells(budget, findings.verdict.status !== 'invalid');
            return [cells.sentence, cells.actual, cells.n, cells.status];
          }),
          notes,
        ),
    '## Phases',
    findings.phases.length === 0
      ? 'No phase was measured.'
      : table(
          [
            'phase',
            'load',
            'turns',
            'good',
            '95 % interval',
            'perceived TTFT p50',
            'wire TTFT p50',
            'starts/s',
            'completions/s',
            'stalls',
            'validity',
          ],
          findings.phases.map(phaseRow),
          notes,
        ),
    ...(notes.length === 0
      ? []
      : [notes.map((note, index) => `${index + 1}. ${escapeMarkdown(note)}`).join('\n')]),
    ...caveats(findings),
    escapeMarkdown(
      `Run ${run.id} of profile ${run.plan.profile}, seed ${run.seed}, ${run.tool.name} ${run.tool.version}; target ${run.target}.`,
    ),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The verdict stands out, and so does a validity that weakens it. */
function firstLine(findings: Findings): string {
  const { verdict, instrument } = findings;
  const weak =
    verdict.status !== 'invalid' && instrument.validity !== 'valid' ? ` (${instrument.validity})` : '';
  const text = escapeMarkdown(headline(findings));
  const word = verdictWord(findings);
  return text.replace(`${word}:`, `**${word}${weak}**:`);
}

function phaseRow({ name, load, experience, instrument }: Phase): readonly Cell[] {
  return [
    { text: name },
    { text: formatLoad(load.offered) },
    { text: String(experience.turns) },
    cellOf(experience.goodShare, formatShare, 'no turn counted'),
    experience.goodShareCi95 === null
      ? { text: '–', note: 'no turn counted' }
      : { text: formatShareInterval(experience.goodShareCi95) },
    percentileCell(experience.perceivedTtftMs, 'p50', formatMs),
    percentileCell(load.wireTtftMs, 'p50', formatMs),
    cellOf(load.startsPerSecond, formatRate, 'no crowd'),
    cellOf(load.completionsPerSecond, formatRate, 'no crowd'),
    { text: String(experience.stalls) },
    { text: instrument.validity },
  ];
}

function caveats({
  loadLine,
  wireLoadLine,
  firstToGive,
  saturation,
  correlations,
  instrument,
  phases,
}: Findings): readonly string[] {
  const lines = new Set([
    ...instrument.caveats,
    ...[loadLine, wireLoadLine, firstToGive, saturation, correlations].flatMap(unsaidCaveats),
    ...phases.flatMap(({ name, instrument: { reasons } }) =>
      reasons.length === 0 ? [] : [reasonSentences({ phases }, reasons, name)],
    ),
  ]);
  return lines.size === 0
    ? []
    : ['## Caveats', [...lines].map((line) => `- ${escapeMarkdown(line)}`).join('\n')];
}

function table(head: readonly string[], rows: readonly (readonly Cell[])[], notes: string[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const shown = (cell: Cell): string => {
    const text = escapeMarkdown(cell.text);
    if (cell.short !== undefined) return `${text} (${escapeMarkdown(cell.short)})`;
    if (cell.note === undefined) return text;
    if (!notes.includes(cell.note)) notes.push(cell.note);
    return `${text} [${notes.indexOf(cell.note) + 1}]`;
  };
  return [
    line(head),
    line(head.map((_, column) => (column === 0 ? '---' : '---:'))),
    ...rows.map((row) => line(row.map(shown))),
  ].join('\n');
}

/** One line of Markdown that shows `text` as it is: no markup, no HTML, no table cell broken. */
export function escapeMarkdown(text: string): string {
  return plainSpaces(text)
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/[\\`*_[\]|~#]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/^(\s*)([-+]|\d+[.)])(\s)/, '$1\\$2$3')
    .trim();
}
