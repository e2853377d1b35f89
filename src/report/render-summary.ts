import type { DeviceExperience, Findings, Phase } from '../model/findings.js';
import { budgetCells } from './budget-cells.js';
import { type Cell, cellOf, percentileCell } from './cell.js';
import { isCrowdAlone } from './crowd-alone.js';
import { failureWords } from './failure-words.js';
import { FLOW_ORDER, type FlowCell, flowCells, saidBeside } from './flow-cells.js';
import { costGrowthSentences, stallScriptSentences } from './flow-sentences.js';
import {
  formatLoad,
  formatMs,
  formatRate,
  formatScore,
  formatShare,
  formatShareInterval,
  plainSpaces,
} from './format.js';
import { lanesSentence } from './lanes-sentence.js';
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
  const alone = isCrowdAlone(findings);
  const notes: string[] = [];
  const parts = [
    firstLine(findings),
    [
      ...(alone ? [] : [`- ${escapeMarkdown(loadLineSentence(findings))}`]),
      `- ${escapeMarkdown(wireLoadLineSentence(findings))}`,
      ...(alone ? [] : [`- ${escapeMarkdown(firstToGiveSentence(findings))}`]),
      `- ${escapeMarkdown(saturationSentence(findings))}`,
      `- ${escapeMarkdown(findings.trend.sentence)}`,
      ...(findings.lanes === undefined ? [] : [`- ${escapeMarkdown(lanesSentence(findings.lanes))}`]),
      `- ${escapeMarkdown(`${validitySentence(findings)} ${errorBarSentence(findings)}`.trim())}`,
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
            'validity',
          ],
          findings.phases.map(phaseRow),
          notes,
        ),
    ...failures(findings),
    ...(alone || findings.phases.length === 0 ? [] : ['## How the text flowed', flowTable(findings, notes)]),
    ...(alone
      ? []
      : [
          [...costGrowthSentences(findings), ...stallScriptSentences(findings)]
            .map((line) => `- ${escapeMarkdown(line)}`)
            .join('\n'),
        ]),
    ...(findings.devices === undefined ? [] : ['### By device', deviceTable(findings.devices, notes)]),
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

/** Why streams of the crowd failed, in the words of whoever said so. */
function failures({ failureReasons = [] }: Findings): string[] {
  if (failureReasons.length === 0) return [];
  const lines = failureReasons.map((reason) => `- ${escapeMarkdown(failureWords(reason))}`);
  return ['## Why streams failed', lines.join('\n')];
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
    { text: instrument.validity },
  ];
}

function flowTable({ phases }: Findings, notes: string[]): string {
  const words = (cell: FlowCell): Cell => {
    const { poor: _, sub: __, ...rest } = cell;
    const said = saidBeside(cell);
    return { ...rest, text: said === '' ? cell.text : `${cell.text} (${said})` };
  };
  return table(
    [
      'phase',
      'paint gap p50',
      'paint gap p95',
      'micro stalls',
      'stalls',
      'fluidity',
      'dumps',
      'reader waited',
      'render lag p95',
      'jank',
      'followed',
      'taken back',
      'cost per 1,000 chars',
    ],
    phases.map(({ name, experience }) => {
      const cells = flowCells(experience);
      return [{ text: name }, ...FLOW_ORDER.map((key) => words(cells[key]))];
    }),
    notes,
  );
}

function deviceTable(devices: readonly DeviceExperience[], notes: string[]): string {
  return table(
    ['device', 'phases', 'turns', 'good', 'perceived TTFT p50', 'flow QoE p50', 'render lag p95', 'jank p50'],
    devices.map((device) => [
      { text: device.device },
      { text: device.kind },
      { text: String(device.turns) },
      cellOf(device.goodShare, formatShare, 'no turn counted'),
      percentileCell(device.perceivedTtftMs, 'p50', formatMs),
      percentileCell(device.flowQoe, 'p50', formatScore),
      percentileCell(device.renderLag.p95Ms, 'p50', formatMs),
      percentileCell(device.jankMs, 'p50', formatMs),
    ]),
    notes,
  );
}

function caveats(findings: Findings): readonly string[] {
  const { loadLine, wireLoadLine, firstToGive, saturation, correlations, costGrowth, instrument, phases } =
    findings;
  const lines = new Set([
    ...instrument.caveats,
    ...(isCrowdAlone(findings)
      ? [wireLoadLine, saturation]
      : [loadLine, wireLoadLine, firstToGive, saturation, correlations, costGrowth]
    ).flatMap(unsaidCaveats),
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
