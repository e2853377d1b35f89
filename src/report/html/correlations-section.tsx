import type { CorrelationPair } from '../../model/findings.js';
import { cellOf } from '../cell.js';
import { hasPeople } from '../crowd-alone.js';
import { formatCount, formatMs, formatNumber } from '../format.js';
import { fullStop, unsaidCaveats } from '../sentences.js';
import { Caveats } from './caveats.js';
import { DataTable, type TableCell } from './data-table.js';
import type { Section } from './section.js';

const isEvident = ({ evidence }: CorrelationPair): boolean => evidence === 'stands';

function Sentences({ of }: { readonly of: readonly CorrelationPair[] }) {
  return (
    <ul class="sentences">
      {of.map((pair) => (
        <li key={`${pair.x} ${pair.y}`}>{fullStop(pair.sentence)}</li>
      ))}
    </ul>
  );
}

const signed = (value: number): string => formatNumber(value, 2);

const LEAST_CHANCE = 0.001;
const chanceOf = (chance: number): string =>
  chance < LEAST_CHANCE ? `< ${LEAST_CHANCE}` : formatNumber(chance, 3);
const NOT_FORMED = 'too few turns to take it off, or nothing is left to compare';

export const correlationsSection: Section = {
  id: 'correlations',
  title: 'What moved with what',
  applies: hasPeople,
  render: ({ correlations }) => {
    const { pairs } = correlations;
    const shown = pairs.filter(isEvident);
    const rest = pairs.filter((pair) => !isEvident(pair));
    return (
      <>
        {correlations.status === 'not-measured' || pairs.length === 0 ? (
          <p>
            {fullStop(
              'Not measured',
              ...(correlations.status === 'not-measured' ? correlations.caveats : []),
            )}
          </p>
        ) : (
          <>
            {shown.length > 0 && <Sentences of={shown} />}
            {rest.length > 0 && (
              <details open={shown.length === 0}>
                <summary>
                  {formatCount(rest.length, 'pair')} without evidence, or with too few turns for any
                </summary>
                <Sentences of={rest} />
              </details>
            )}
            <details>
              <summary>The correlations as a table</summary>
              <DataTable
                id="table-correlations"
                caption="Rank correlations between the load side and the page side"
                columns={[
                  { label: 'load side', text: true },
                  { label: 'page side', text: true },
                  { label: 'Spearman', term: 'correlation' },
                  { label: '95 % interval' },
                  { label: 'tau-b', term: 'correlation' },
                  { label: 'chance', term: 'chance' },
                  { label: 'given time', term: 'givenTime' },
                  { label: 'given stage', term: 'givenTime' },
                  { label: 'best lag' },
                  { label: 'n' },
                  { label: 'n effective', term: 'correlation' },
                ]}
                rows={pairs.map((pair): readonly TableCell[] => [
                  { text: pair.x },
                  { text: pair.y },
                  cellOf(pair.spearman, signed, `n ${pair.n}: too few, or one side never changed`),
                  pair.ci95 === null
                    ? { text: '–', note: 'no interval could be formed' }
                    : { text: `${signed(pair.ci95[0])} to ${signed(pair.ci95[1])}` },
                  cellOf(pair.kendall, signed, 'too few turns, or one side never changed'),
                  cellOf(pair.chance, chanceOf, 'too few independent turns to tell'),
                  cellOf(pair.givenTime?.rho ?? null, signed, NOT_FORMED),
                  cellOf(pair.givenStage?.rho ?? null, signed, NOT_FORMED),
                  cellOf(pair.lagMs, formatMs, 'no lag was looked for, or none stood out'),
                  { text: formatNumber(pair.n) },
                  cellOf(pair.nEffective, (n) => formatNumber(n, 1), 'not known'),
                ])}
              />
            </details>
          </>
        )}
        <Caveats of={unsaidCaveats(correlations)} />
      </>
    );
  },
};
