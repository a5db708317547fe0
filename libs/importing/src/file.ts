import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse, type CsvError } from 'csv-parse';
import { ImportFault } from './import-fault.js';

import { Unreadable } from './cells.js';

/** A file that is being read and decompressed. */
export interface Opened {
  /** In bytes, before decompression. */
  readonly size: number;
  /** How many of these bytes have been read. */
  readonly read: () => number;
  /** Iterating throws if the file is damaged; `isDamage` recognizes that error. */
  readonly bytes: Readable;
}

const lookAt = async (file: string) => {
  const handle = await open(file);
  try {
    const [{ buffer, bytesRead }, { size }] = await Promise.all([
      handle.read(Buffer.alloc(2), 0, 2, 0),
      handle.stat(),
    ]);
    return { size, isZipped: bytesRead === 2 && buffer.readUInt16BE() === 0x1f8b };
  } finally {
    await handle.close();
  }
};

/** Opens a file, plain or compressed with gzip. */
export const openFile = async (file: string): Promise<Opened> => {
  const { size, isZipped } = await lookAt(file);
  const packed = createReadStream(file);
  // The iterator throws the errors; the pipeline only passes them on.
  const bytes = isZipped ? pipeline(packed, createGunzip(), () => undefined) : packed;
  return { size, bytes, read: () => packed.bytesRead };
};

const upTo = async (bytes: AsyncIterable<Buffer>, length: number, head: Buffer[]) => {
  let left = length;
  for await (const chunk of bytes) {
    head.push(chunk);
    left -= chunk.length;
    if (left <= 0) return;
  }
};

/** The beginning of a file, decompressed; of a damaged file, as much as can be read. */
export const headOf = async (file: string, length = 1 << 16): Promise<Buffer> => {
  const { bytes } = await openFile(file);
  const head: Buffer[] = [];
  await upTo(bytes, length, head).catch((error: unknown) => {
    if (!isDamage(error)) throw error;
  });
  return Buffer.concat(head).subarray(0, length);
};

/** Whether the error is zlib's for a file that was cut off or changed. */
export const isDamage = (error: unknown) =>
  String((error as NodeJS.ErrnoException).code).startsWith('Z_');

export const EARLY_END = 'The file ends early, or is damaged from here on: the rest was not read.';

export interface CsvRow {
  readonly record: readonly string[];
  /** Where it begins; counts from 1, the header included. */
  readonly line: number;
}

export interface CsvSkip extends Pick<CsvError, 'code' | 'message'> {
  readonly line?: number;
  readonly records?: number;
}

const counted = (cells: readonly string[], pattern: RegExp) =>
  cells.reduce((sum, cell) => sum + (cell.match(pattern)?.length ?? 0), 0);

/** The library counts a line break of Windows within a cell twice, and says where a row ends. */
const lineCounter = () => {
  let twice = 0;
  return {
    beginOf: (record: readonly string[], lines: number) => {
      twice += counted(record, /\r\n/g);
      return lines - twice - counted(record, /\r\n|\r|\n/g);
    },
    skipped: (lines: number) => lines - twice,
  };
};

type LibrarySkip = CsvError & { readonly lines?: number; readonly records?: number };

const DELIMITERS = [',', ';', '\t'] as const;

/** Spreadsheets of some countries write semicolons. */
export const delimiterOf = (head: string): string => {
  const [header = ''] = head.split('\n', 1);
  const count = (delimiter: string) => header.split(delimiter).length;
  return DELIMITERS.toSorted((a, b) => count(b) - count(a))[0]!;
};

export interface CsvReading {
  readonly delimiter?: string;
  /** Called for text that is not CSV; reading continues with the next row. */
  readonly onSkip: (error: CsvSkip) => void;
}

/** Rows whose first cell is the line that they begin on. */
async function* numbered(rows: AsyncIterable<readonly string[]>): AsyncGenerator<CsvRow> {
  for await (const [line, ...record] of rows) yield { record, line: Number(line) };
}

/** The rows of a CSV file, the header among them. */
export const csvRowsOf = (
  { bytes }: Opened,
  { delimiter = ',', onSkip }: CsvReading,
): AsyncIterable<CsvRow> => {
  const lines = lineCounter();
  const told = ({ code, message, lines: at, records }: LibrarySkip) =>
    onSkip({
      code,
      message,
      ...(at !== undefined && { line: lines.skipped(at) }),
      ...(records !== undefined && { records }),
    });
  const rows = parse({
    delimiter,
    bom: true,
    on_record: (record, context) => [String(lines.beginOf(record, context.lines)), ...record],
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    max_record_size: 1 << 20,
  }).on('skip', told);
  return numbered(pipeline(bytes, rows, () => undefined) as AsyncIterable<readonly string[]>);
};

/** A row has as many cells as the header. */
export const checkWidth = (cells: readonly string[], header: readonly string[]) => {
  if (cells.length !== header.length)
    throw new Unreadable(`It has ${cells.length} columns instead of ${header.length}.`);
};

const MAX_NAMED = 3;

const listed = (columns: readonly string[]) => {
  const more = columns.length - MAX_NAMED;
  const named = columns.slice(0, MAX_NAMED).map((column) => `"${column}"`);
  return `the columns ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
};

/** A file that lacks a column is not what the user said. Throws `ImportFault`. */
export const checkHeader = (
  file: string,
  title: string,
  header: readonly string[],
  needed: readonly string[],
) => {
  const absent = needed.filter((name) => !header.includes(name));
  if (absent.length > 0)
    throw new ImportFault(`${file} is not ${title}: it lacks ${listed(absent)}.`);
};
