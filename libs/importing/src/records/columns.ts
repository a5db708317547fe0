import { addressParts, importOf, plainMapping, type RecordSettings } from '#records';

import type { Row, RowReading } from './row.js';

/** The row's id, its customer, and where it comes from. */
const ABOUT = ['customer', 'row', 'clerk', 'form', 'since'];

/** The columns that have a meaning: those, and the fields; an address has one column per part. */
export const columnsOf = ({ fields }: Pick<RecordSettings, 'fields'>): readonly string[] => [
  ...ABOUT,
  ...Object.entries(fields).flatMap(([field, { kind }]) =>
    kind === 'address' ? addressParts.map((part) => `${field}.${part}`) : [field],
  ),
];

export type Cells = Readonly<Record<string, string>>;

/** Reads rows whose columns have the names of fields. */
export const readerOf = ({ system, settings }: RowReading, columns: readonly string[]) => {
  const known = new Set(columnsOf(settings));
  const used = columns.filter((column) => known.has(column));
  const left = columns.filter((column) => !known.has(column));
  const mapping = plainMapping(system, used, Object.keys(settings.fields));
  return (cells: Cells): Pick<Row, 'data' | 'left'> => ({ data: importOf(cells, mapping), left });
};
