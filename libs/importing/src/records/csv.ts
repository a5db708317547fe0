import { ImportFault } from '../import-fault.js';

import {
  checkHeader,
  checkWidth,
  type CsvSkip,
  csvRowsOf,
  delimiterOf,
  type Opened,
} from '../file.js';
import { type Cells, columnsOf, readerOf } from './columns.js';
import { type Found, rowOf, type RowReading } from './row.js';

/** After these nothing more comes; `line` is where the file ends. */
const endings = new Set(['CSV_QUOTE_NOT_CLOSED', 'CSV_MAX_RECORD_SIZE']);

/** The parser's own message would contain text of the file. */
const skipText = ({ code, message, records = 0 }: CsvSkip) => {
  const sentence = `Not CSV: ${message.split(':', 1)[0]}.`;
  return endings.has(code) ? `${sentence} Nothing after record ${records} was read.` : sentence;
};

const TITLE = 'a file of records';

const checkColumns = (header: readonly string[], { file, settings }: RowReading) => {
  checkHeader(file, TITLE, header, ['customer']);
  const twice = header.find((column, index) => header.indexOf(column) !== index);
  if (twice) throw new ImportFault(`${file} has two columns "${twice}".`);
  const known = columnsOf(settings).slice(1);
  if (header.some((column) => known.includes(column))) return;
  throw new ImportFault(
    `${file} has no column of a record. Known columns are ${known.join(', ')}.`,
  );
};

const rowReaderOf = (header: readonly string[], reading: RowReading) => {
  checkColumns(header, reading);
  const read = readerOf(reading, header);
  return (record: readonly string[]) => {
    checkWidth(record, header);
    return read(Object.fromEntries(header.map((column, at) => [column, record[at]!])) as Cells);
  };
};

/** The rows of a CSV file with a header. */
export async function* csvRecords(
  opened: Opened,
  reading: RowReading,
  head: string,
): AsyncGenerator<Found> {
  const skipped: Found[] = [];
  let last = 0;
  const onSkip = (skip: CsvSkip) =>
    void skipped.push({ line: skip.line ?? last + 1, sentence: skipText(skip) });
  let read: ReturnType<typeof rowReaderOf> | undefined;
  const rows = csvRowsOf(opened, { delimiter: delimiterOf(head), onSkip });
  for await (const { record, line } of rows) {
    last = line;
    yield* skipped.splice(0);
    if (read) yield rowOf({ line: last }, () => read!(record));
    else
      read = rowReaderOf(
        record.map((column) => column.trim()),
        reading,
      );
  }
  yield* skipped;
  if (!read) throw new ImportFault(`${reading.file} is not ${TITLE}: it has no header.`);
}
