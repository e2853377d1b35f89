import type { BackendFinding } from '../../model/backend-finding.js';
import { cellOf } from '../cell.js';
import { DataTable, type TableCell } from './data-table.js';

/** What the backend said of itself, series by series. */
export function BackendTable({ of }: { readonly of: BackendFinding | undefined }) {
  if (of === undefined || of.series.length === 0) return null;
  return (
    <DataTable
      id="table-backend"
      caption={`The backend’s own series over the run; ${of.constant} more never changed`}
      columns={[
        { label: 'series', text: true },
        { label: 'least' },
        { label: 'mean' },
        { label: 'most' },
        { label: 'seconds' },
      ]}
      rows={of.series.map(({ name, values }): readonly TableCell[] => {
        const known = values.filter((value) => value !== null);
        const over = (value: (of: readonly number[]) => number): number | null =>
          known.length === 0 ? null : value(known);
        const why = 'it said nothing within the stages';
        return [
          { text: name },
          cellOf(
            over((all) => all.reduce((a, b) => Math.min(a, b))),
            short,
            why,
          ),
          cellOf(
            over((all) => all.reduce((a, b) => a + b) / all.length),
            short,
            why,
          ),
          cellOf(
            over((all) => all.reduce((a, b) => Math.max(a, b))),
            short,
            why,
          ),
          { text: String(known.length) },
        ];
      })}
    />
  );
}

const short = (value: number): string => String(Number(value.toPrecision(4)));
