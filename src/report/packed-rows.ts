/**
 * Rows of equal shape, column by column: a run of ten thousand turns would else repeat each field's name ten thousand
 * times. Texts are told once and pointed at.
 */
export interface PackedRows {
  readonly rows: number;
  readonly columns: Readonly<Record<string, readonly unknown[] | PackedTexts>>;
}

interface PackedTexts {
  readonly texts: readonly string[];
  /** One for each row; −1 is `null`. */
  readonly at: readonly number[];
}

export function packRows<T extends object>(
  rows: readonly T[],
  fields: readonly (keyof T & string)[],
): PackedRows {
  const columns: Record<string, readonly unknown[] | PackedTexts> = {};
  for (const field of fields) {
    const values = rows.map((row) => row[field] as unknown);
    columns[field] = values.some((value) => typeof value === 'string')
      ? packTexts(values as (string | null)[])
      : values;
  }
  return { rows: rows.length, columns };
}

function packTexts(values: readonly (string | null)[]): PackedTexts {
  const places = new Map<string, number>();
  const at = values.map((value) => {
    if (value === null) return -1;
    const place = places.get(value) ?? places.size;
    places.set(value, place);
    return place;
  });
  return { texts: [...places.keys()], at };
}

/** The reverse of {@link packRows}. */
export function unpackRows<T extends object>({ rows, columns }: PackedRows): readonly T[] {
  const read = Object.entries(columns).map(([field, column]) =>
    'at' in column && 'texts' in column
      ? ([field, (row: number) => column.texts[column.at[row] ?? -1] ?? null] as const)
      : ([field, (row: number) => (column as readonly unknown[])[row]] as const),
  );
  return Array.from({ length: rows }, (_, row) => {
    const made: Record<string, unknown> = {};
    for (const [field, value] of read) made[field] = value(row);
    return made as T;
  });
}
