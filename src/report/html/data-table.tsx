import type { ComponentChildren } from 'preact';
import type { Cell } from '../cell.js';
import type { TermKey } from '../glossary.js';
import { Term } from './term.js';

export interface Column {
  readonly label: string;
  readonly term?: TermKey | undefined;
  /** Columns next to each other with the same group share a heading. */
  readonly group?: string | undefined;
  readonly text?: boolean | undefined;
}

/** A cell may carry something to draw beside its text. */
export interface TableCell extends Cell {
  readonly mark?: ComponentChildren;
  readonly tone?: 'good' | 'bad' | 'doubt' | undefined;
  readonly sub?: string | undefined;
  readonly term?: TermKey | undefined;
}

interface Props {
  readonly id: string;
  readonly caption: string;
  readonly columns: readonly Column[];
  /** The first cell of a row is its heading. */
  readonly rows: readonly (readonly TableCell[])[];
}

/** A table that scrolls by itself where it is too wide, and says under it why what is missing is missing. */
export function DataTable({ id, caption, columns, rows }: Props) {
  const notes = [...new Set(rows.flat().flatMap((cell) => (needsNote(cell) ? [cell.note] : [])))];
  const groups = columns.some((column) => column.group !== undefined) ? groupsOf(columns) : null;
  return (
    <div class="table">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section class="scroll" tabIndex={0} aria-label={caption}>
        <table id={id}>
          <caption>{caption}</caption>
          <thead>
            {groups && (
              <tr class="groups">
                {groups.map((group) =>
                  group.name === '' ? (
                    <td key={group.from} colSpan={group.span} />
                  ) : (
                    <th key={group.from} colSpan={group.span} scope="colgroup">
                      {group.name}
                    </th>
                  ),
                )}
              </tr>
            )}
            <tr>
              {columns.map((column) => (
                <th key={column.label} scope="col" class={column.text ? 'text' : undefined}>
                  {column.term ? <Term of={column.term}>{column.label}</Term> : column.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: static markup, rows may have equal headings
              <tr key={index}>
                {row.map((cell, column) => {
                  const heading = columns[column];
                  return column === 0 ? (
                    <th key={heading?.label} scope="row">
                      <Shown cell={cell} table={id} notes={notes} />
                    </th>
                  ) : (
                    <td key={heading?.label} class={heading?.text ? 'text' : undefined}>
                      <Shown cell={cell} table={id} notes={notes} />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {notes.length > 0 && (
        <ol class="notes" aria-label={`Notes to: ${caption}`}>
          {notes.map((note, index) => (
            <li key={note} id={`${id}-note-${index + 1}`}>
              {note}
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}

function needsNote(cell: TableCell): cell is TableCell & { readonly note: string } {
  return cell.note !== undefined && cell.short === undefined;
}

function Shown({ cell, table, notes }: { cell: TableCell; table: string; notes: readonly string[] }) {
  const at = needsNote(cell) ? notes.indexOf(cell.note) + 1 : 0;
  return (
    <>
      {cell.mark}
      <span class={cell.tone} title={cell.note}>
        {cell.term ? <Term of={cell.term}>{cell.text}</Term> : cell.text}
      </span>
      {at > 0 && (
        <sup>
          <a href={`#${table}-note-${at}`} aria-label={`note ${at}`}>
            {at}
          </a>
        </sup>
      )}
      {(cell.sub ?? cell.short) && <span class="sub">{cell.sub ?? cell.short}</span>}
    </>
  );
}

function groupsOf(columns: readonly Column[]): readonly { name: string; span: number; from: number }[] {
  const groups: { name: string; span: number; from: number }[] = [];
  for (const [from, { group = '' }] of columns.entries()) {
    const last = groups.at(-1);
    if (last?.name === group) last.span += 1;
    else groups.push({ name: group, span: 1, from });
  }
  return groups;
}
