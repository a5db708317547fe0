import { lookUp, type DataOf } from '#eventing';

import type { RecordCommand } from '../record/record.commands.js';
import { type Address, addressParts, type Said } from '../record/value.events.js';

/** How the columns of a file, or the members of a document, are named. */
export interface Mapping {
  /** The name of the system that the rows come from. */
  readonly system: string;
  /** The column with the customer's pseudonym. */
  readonly customer: string;
  /** The column with the row's own id; the customer's where there is none. */
  readonly row?: string;
  readonly clerk?: string;
  readonly form?: string;
  readonly since?: string;
  /** Column → field, or part of one: `address.houseNumber`. */
  readonly fields: Readonly<Record<string, string>>;
}

/** A row whose mapping cannot be followed; `column` is missing or empty. */
export class UnreadableRow extends Error {
  override readonly name = 'UnreadableRow';

  constructor(readonly column: string) {
    super(`Column ${column} is empty.`);
  }
}

type Row = Readonly<Record<string, string | undefined>>;
type Import = DataOf<RecordCommand, 'ImportRecord'>;

const isPart = (part: string | undefined): part is keyof Address =>
  (addressParts as readonly (string | undefined)[]).includes(part);

/** A line break or a tab in a cell is a space. */
const lineIn = (cell: string): string => cell.replace(/\s+/gu, ' ').trim();

const textOf = (row: Row, column: string | undefined): string | undefined => {
  const text = column === undefined ? undefined : lineIn(lookUp(row, column) ?? '');
  return text === '' ? undefined : text;
};

const needed = (row: Row, column: string): string => {
  const text = textOf(row, column);
  if (text === undefined) throw new UnreadableRow(column);
  return text;
};

/** A column that the row does not have says nothing; an empty one takes back what was said. */
const wordsOf = (row: Row, fields: Mapping['fields']): readonly (readonly [string, string])[] =>
  Object.entries(fields)
    .filter(([column]) => lookUp(row, column) !== undefined)
    .map(([column, field]) => [field, lineIn(lookUp(row, column)!)]);

/** Several columns make one address; one without any word takes the address back. */
const saidIn = (row: Row, fields: Mapping['fields']): Import['fields'] => {
  const said: Record<string, Said> = {};
  for (const [target, text] of wordsOf(row, fields)) {
    const [field, part] = target.split('.') as [string, string | undefined];
    const before = lookUp(said, field);
    if (!isPart(part)) said[field] = text;
    else if (text === '') said[field] = before ?? '';
    else said[field] = { ...(typeof before === 'object' && before), [part]: text };
  }
  return said;
};

const originIn = (row: Row, { clerk, form }: Mapping): Pick<Import, 'origin'> => {
  const [typist, paper] = [textOf(row, clerk), textOf(row, form)];
  if (typist === undefined && paper === undefined) return {};
  return {
    origin: {
      ...(typist !== undefined && { clerk: typist }),
      ...(paper !== undefined && { form: paper }),
    },
  };
};

/** What one row says, as the data of `ImportRecord`. Throws `UnreadableRow`. */
export const importOf = (row: Row, mapping: Mapping): Import => {
  const customer = needed(row, mapping.customer);
  const since = textOf(row, mapping.since);
  return {
    customer,
    system: mapping.system,
    row: mapping.row === undefined ? customer : needed(row, mapping.row),
    fields: saidIn(row, mapping.fields),
    ...(since !== undefined && { since }),
    ...originIn(row, mapping),
  };
};

/** Columns that are named as the fields are, with `customer`, `row`, `clerk`, `form` and `since`. */
export const plainMapping = (
  system: string,
  columns: readonly string[],
  fields: readonly string[],
): Mapping => {
  const named = columns.filter((column) => fields.includes(column.split('.')[0]!));
  const has = (column: string) => columns.includes(column);
  return {
    system,
    customer: 'customer',
    ...(has('row') && { row: 'row' }),
    ...(has('clerk') && { clerk: 'clerk' }),
    ...(has('form') && { form: 'form' }),
    ...(has('since') && { since: 'since' }),
    fields: Object.fromEntries(named.map((column) => [column, column])),
  };
};
