import type { Findings, LoadLine } from '../../model/findings.js';
import { cellOf, percentileCell } from '../cell.js';
import { doseResponseKey } from '../chart-keys.js';
import { isCrowdAlone } from '../crowd-alone.js';
import { formatLoad, formatMs, formatNumber, formatShare, formatShareInterval } from '../format.js';
import {
  fullStop,
  goodTurnSentence,
  loadLineSentence,
  unsaidCaveats,
  wireLoadLineSentence,
} from '../sentences.js';
import { Caveats } from './caveats.js';
import { ChartFigure } from './chart-figure.js';
import { DataTable, type TableCell } from './data-table.js';
import type { Section } from './section.js';

export const doseResponseSection: Section = {
  id: 'load-line',
  title: 'How much load it carries',
  render: (findings) => {
    const { loadLine, wireLoadLine } = findings;
    const alone = isCrowdAlone(findings);
    const lines = alone ? [wireLoadLine] : [loadLine, wireLoadLine, findings.firstToGive];
    const caveats = lines.flatMap(unsaidCaveats);
    const loads = new Set([...loadLine.steps, ...wireLoadLine.steps].map((step) => step.load));
    const sentences = (
      <>
        <p>
          {!alone && loadLineSentence(findings)} {wireLoadLineSentence(findings)}
        </p>
        <p class="soft">
          Criterion: {fullStop(loadLine.criterion)} {goodTurnSentence(findings)}
        </p>
      </>
    );
    if (loads.size < 2) {
      return (
        <>
          {sentences}
          <Caveats of={caveats} />
        </>
      );
    }
    return (
      <>
        {sentences}
        <ChartFigure
          chart="dose-response"
          height={566}
          alternative={`Two panels over load in conversations. Above: share of good turns (felt) and of good streams (wire) with 95 % intervals, the fitted lines, the criterion of ${formatShare(loadLine.criterionShare)} and the load line. Below: the medians of perceived and wire TTFT. ${loadLineSentence(findings)} ${wireLoadLineSentence(findings)} The same data follows as a table.`}
          legend={doseResponseKey(loadLine.criterionShare, alone)}
          tableSummary="The load line as a table"
          table={
            <>
              {!alone && (
                <Steps id="table-felt-steps" caption="Felt: turns of people" noun="turns" line={loadLine} />
              )}
              <Steps
                id="table-wire-steps"
                caption="Wire: streams of the crowd"
                noun="streams"
                line={wireLoadLine}
              />
              <Medians findings={findings} />
            </>
          }
        />
        <Caveats of={caveats} />
      </>
    );
  },
};

interface StepsProps {
  readonly id: string;
  readonly caption: string;
  readonly noun: string;
  readonly line: LoadLine;
}

function Steps({ id, caption, noun, line }: StepsProps) {
  if (line.steps.length === 0) return <p>{caption}: not measured.</p>;
  return (
    <DataTable
      id={id}
      caption={caption}
      columns={[
        { label: 'phase', term: 'phase', text: true },
        { label: 'load', term: 'load' },
        { label: noun },
        { label: `good ${noun}`, term: 'good-share' },
        { label: 'share' },
        { label: '95 % interval' },
        { label: 'fitted' },
      ]}
      rows={line.steps.map((step): readonly TableCell[] => [
        { text: step.phase },
        { text: formatLoad(step.load) },
        { text: formatNumber(step.n) },
        { text: formatNumber(step.good) },
        cellOf(step.share, formatShare, `no ${noun} counted`),
        step.shareCi95 === null
          ? { text: '–', note: `no ${noun} counted` }
          : { text: formatShareInterval(step.shareCi95) },
        cellOf(step.fitted, formatShare, 'not fitted'),
      ])}
    />
  );
}

function Medians({ findings }: { readonly findings: Findings }) {
  const alone = isCrowdAlone(findings);
  return (
    <DataTable
      id="table-medians"
      caption="Time to first text, medians"
      columns={[
        { label: 'phase', term: 'phase', text: true },
        { label: 'load', term: 'load' },
        ...(alone ? [] : [{ label: 'perceived TTFT p50', term: 'perceived-ttft' } as const]),
        { label: 'wire TTFT p50', term: 'wire-ttft' },
      ]}
      rows={findings.phases.map(({ name, load, experience }): readonly TableCell[] => [
        { text: name },
        { text: formatLoad(load.offered) },
        ...(alone ? [] : [percentileCell(experience.perceivedTtftMs, 'p50', formatMs)]),
        percentileCell(load.wireTtftMs, 'p50', formatMs),
      ])}
    />
  );
}
