import { ImportFault } from '../import-fault.js';

import { Unreadable, type Reader } from '../cells.js';
import {
  checkHeader,
  checkWidth,
  type CsvSkip,
  csvRowsOf,
  delimiterOf,
  EARLY_END,
  headOf,
  isDamage,
  openFile,
} from '../file.js';
import type { Line } from './plan.js';
import type { HistoryEntry, Source } from './source.js';

/** What could not be used, and where. `line` counts from 1, the header included. */
export interface RejectedRow {
  readonly line: number;
  readonly ticket?: string;
  readonly sentence: string;
}

export interface Log<E extends HistoryEntry> {
  /** By their ticket's id, in the order of the file. */
  readonly tickets: ReadonlyMap<string, readonly Line<E>[]>;
  readonly rows: number;
  readonly misfits: readonly RejectedRow[];
}

type Cells = readonly string[];
type Column = readonly [field: string, column: string, read: Reader<unknown>];

const read = ([field, column, reader]: Column, cell: string) => {
  try {
    return [field, reader(cell)];
  } catch (error) {
    if (error instanceof Unreadable) throw new Unreadable(`${column}: ${error.message}`);
    throw error;
  }
};

/** How to read a row's cells, once the header is known. */
const reading = <E extends HistoryEntry>(source: Source<E>, header: Cells, file: string) => {
  const columns = Object.entries(source.columns).map(([field, [column, reader]]): Column => [
    field,
    column,
    reader as Reader<unknown>,
  ]);
  const needed = columns.map(([, column]) => column);
  checkHeader(file, source.title, header, needed);
  return (cells: Cells): E => {
    checkWidth(cells, header);
    return Object.fromEntries(
      columns.map((column) => read(column, cells[header.indexOf(column[1])]!)),
    ) as E;
  };
};

/** Groups rows by ticket, and puts those that cannot be used aside. */
const collecting = <E extends HistoryEntry>(source: Source<E>, file: string) => {
  const tickets = new Map<string, Line<E>[]>();
  const misfits: RejectedRow[] = [];
  const seen = new Set<string>();
  const progress = { rows: 0, line: 0 };
  let readRow: ((cells: Cells) => E) | undefined;

  const take = (entry: E, line: number) => {
    const { ticket, update, updatedAt } = entry;
    const row = JSON.stringify(update === undefined ? entry : [ticket, update, updatedAt]);
    if (seen.has(row)) throw new Unreadable('The same update stands further up already.');
    seen.add(row);
    const lines = tickets.get(entry.ticket) ?? [];
    tickets.set(entry.ticket, lines);
    lines.push({ line, entry });
  };

  const add = (cells: Cells, line: number) => {
    progress.line = line;
    if (!readRow) return void (readRow = reading(source, cells, file));
    progress.rows++;
    try {
      take(readRow(cells), line);
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      misfits.push({ line, sentence: error.message });
    }
  };

  const skip = ({ line, message }: CsvSkip) =>
    void misfits.push({ line: line ?? progress.line + 1, sentence: `Not CSV: ${message}.` });

  const endEarly = (error: unknown) => {
    if (error instanceof ImportFault || !isDamage(error)) throw error;
    misfits.push({ line: progress.line + 1, sentence: EARLY_END });
  };

  const done = (): Log<E> => {
    if (!readRow) throw new ImportFault(`${file} is not ${source.title}: it has no header.`);
    return { tickets, misfits, rows: progress.rows };
  };

  return { add, skip, endEarly, done };
};

/**
 * Reads a log, plain or compressed with gzip. Rows that cannot be used are reported with their
 * line. Only a file that is not such a log (`data`) or does not exist (`input`) is refused.
 */
export const readLog = async <E extends HistoryEntry>(
  source: Source<E>,
  file: string,
): Promise<Log<E>> => {
  const { add, skip, endEarly, done } = collecting(source, file);
  const delimiter = delimiterOf(new TextDecoder().decode(await headOf(file)));
  const rows = csvRowsOf(await openFile(file), { delimiter, onSkip: skip });
  try {
    for await (const { record, line } of rows) add(record, line);
  } catch (error) {
    endEarly(error);
  }
  return done();
};
