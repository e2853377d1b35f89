import type { Saturation } from '../../model/findings.js';
import { type Cell, cellOf } from '../cell.js';
import { formatClock, formatDuration, formatLoad, formatRate } from '../format.js';
import { saturationSentence, unsaidCaveats } from '../sentences.js';
import { Caveats } from './caveats.js';
import { FactList } from './fact-list.js';
import type { Section } from './section.js';

function failureCell(failure: Saturation['firstFailure']): Cell {
  if (failure === null) return { text: 'none' };
  const { atMs, outcome, phase } = failure;
  return { text: `${formatClock(atMs)}: ${outcome}${phase === null ? '' : ` in ${phase}`}` };
}

export const saturationSection: Section = {
  id: 'saturation',
  title: 'Saturation',
  render: (findings) => {
    const { saturation } = findings;
    const why = saturation.status === 'not-reached' ? 'not reached' : 'not measured';
    return (
      <>
        <p>{saturationSentence(findings)}</p>
        {saturation.status !== 'not-measured' && (
          <FactList
            facts={[
              ['load at onset', cellOf(saturation.atLoad, formatLoad, why)],
              ['onset (min:s)', cellOf(saturation.atMs, formatClock, why)],
              ['most completions/s', cellOf(saturation.ceilingPerSecond, formatRate, why)],
              ['slots, estimated', cellOf(saturation.slots, formatLoad, why)],
              ['sending at once', cellOf(saturation.slotsByPlateau, formatLoad, why)],
              ["at work at once, by Little's law", cellOf(saturation.slotsByLittlesLaw, formatRate, why)],
              ['first failed stream (min:s)', failureCell(saturation.firstFailure)],
              ['held out', cellOf(saturation.survivedMs, formatDuration, why)],
              [
                'recovered after',
                cellOf(
                  saturation.recoveredMs,
                  formatDuration,
                  saturation.recovered === false ? 'not within the run' : why,
                ),
              ],
            ]}
          />
        )}
        <Caveats of={unsaidCaveats(saturation)} />
      </>
    );
  },
};
