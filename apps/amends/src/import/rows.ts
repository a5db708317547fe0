import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse, type CsvError } from 'csv-parse';
import { Failure } from '../exits.js';
import { Unreadable, type Reader } from './cells.js';
import type { Line } from './plan.js';
import type { Entry, Source } from './source.js';

/** What could not be used, and where. `line` counts from 1, the header included. */
export interface Misfit {
  readonly line: number;
  readonly ticket?: string;
  readonly sentence: string;
}

export interface Log<E extends Entry> {
  /** By their ticket's id, in the order of the file. */
  readonly tickets: ReadonlyMap<string, readonly Line<E>[]>;
  readonly rows: number;
  readonly misfits: readonly Misfit[];
}

type Cells = readonly string[];
type Column = readonly [field: string, column: string, read: Reader<unknown>];

const isZipped = async (file: string) => {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
    return bytesRead === 2 && buffer.readUInt16BE() === 0x1f8b;
  } finally {
    await handle.close();
  }
};

const recordsOf = async (file: string, onSkip: (error: CsvError) => void) => {
  const rows = parse({
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: 1 << 20,
  }).on('skip', onSkip);
  const unpacked = (await isZipped(file)) ? [createGunzip(), rows] : [rows];
  // Whoever iterates is told of errors; the pipeline only hands them on.
  pipeline([createReadStream(file), ...unpacked], () => undefined);
  return rows as AsyncIterable<{ record: Cells; info: { lines: number } }>;
};

const read = ([field, column, reader]: Column, cell: string) => {
  try {
    return [field, reader(cell)];
  } catch (error) {
    if (error instanceof Unreadable) throw new Unreadable(`${column}: ${error.message}`);
    throw error;
  }
};

const MAX_NAMED = 3;

const listed = (columns: readonly string[]) => {
  const more = columns.length - MAX_NAMED;
  const named = columns.slice(0, MAX_NAMED).map((column) => `"${column}"`);
  return `the columns ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};

/** How to read a row's cells, once the header is known. */
const reading = <E extends Entry>(source: Source<E>, header: Cells, file: string) => {
  const columns = Object.entries(source.columns).map(([field, [column, reader]]): Column => [
    field,
    column,
    reader as Reader<unknown>,
  ]);
  const absent = columns.map(([, column]) => column).filter((name) => !header.includes(name));
  if (absent.length > 0)
    throw new Failure('data', `${file} is not ${source.title}: it lacks ${listed(absent)}.`);
  return (cells: Cells): E => {
    if (cells.length !== header.length)
      throw new Unreadable(`It has ${cells.length} columns instead of ${header.length}.`);
    return Object.fromEntries(
      columns.map((column) => read(column, cells[header.indexOf(column[1])]!)),
    ) as E;
  };
};

const EARLY_END = 'The file ends early, or is damaged from here on: nothing beyond was read.';

/** Sorts rows by ticket, and sets aside those that cannot be used. */
const collecting = <E extends Entry>(source: Source<E>, file: string) => {
  const tickets = new Map<string, Line<E>[]>();
  const misfits: Misfit[] = [];
  const seen = new Set<string>();
  const progress = { rows: 0, line: 0 };
  let readRow: ((cells: Cells) => E) | undefined;

  const take = (entry: E, line: number) => {
    const row = JSON.stringify([entry.ticket, entry.update, entry.updatedAt]);
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

  const skip = ({ lines, message }: { lines?: number; message: string }) =>
    void misfits.push({ line: lines ?? progress.line + 1, sentence: `Not CSV: ${message}.` });

  const endEarly = (error: unknown) => {
    if (error instanceof Failure || !isDamage(error)) throw error;
    misfits.push({ line: progress.line + 1, sentence: EARLY_END });
  };

  const done = (): Log<E> => {
    if (!readRow) throw new Failure('data', `${file} is not ${source.title}: it has no header.`);
    return { tickets, misfits, rows: progress.rows };
  };

  return { add, skip, endEarly, done };
};

/** What zlib says of a file that was cut off or changed. */
const isDamage = (error: unknown) => String((error as NodeJS.ErrnoException).code).startsWith('Z_');

/**
 * Reads a log, plain or compressed with gzip. What cannot be used is told, with its line; only a file
 * that is not such a log at all is refused (`data`), or one that is not there (`input`).
 */
export const readLog = async <E extends Entry>(
  source: Source<E>,
  file: string,
): Promise<Log<E>> => {
  const { add, skip, endEarly, done } = collecting(source, file);
  try {
    for await (const { record, info } of await recordsOf(file, skip)) add(record, info.lines);
  } catch (error) {
    endEarly(error);
  }
  return done();
};
