import { ImportFault } from '../import-fault.js';

import { headOf, type Opened } from '../file.js';
import { csvRecords } from './csv.js';
import { ndjsonRecords } from './ndjson.js';
import type { Found, RowReading } from './row.js';
import { scimRecords } from './scim.js';

type Records = (opened: Opened, reading: RowReading, head: string) => AsyncGenerator<Found>;

/** The formats of records in files. */
export const formats = {
  csv: csvRecords,
  ndjson: ndjsonRecords,
  scim: scimRecords,
} as const satisfies Record<string, Records>;

export type Format = keyof typeof formats;

export const isFormat = (name: string): name is Format => Object.hasOwn(formats, name);

const endings: readonly (readonly [RegExp, Format])[] = [
  [/\.[ct]sv(\.gz)?$/i, 'csv'],
  [/\.scim(\.json)?(\.gz)?$/i, 'scim'],
];

const isUtf16 = (head: Buffer) =>
  [0xfeff, 0xfffe].includes(head.length > 1 ? head.readUInt16BE() : 0);

const byContent = (text: string): Format => {
  if (!text.trimStart().startsWith('{')) return 'csv';
  return /urn:ietf:params:scim:/i.test(text) ? 'scim' : 'ndjson';
};

/** The format of a file, and its beginning. Throws `ImportFault`. */
export const lookInto = async (file: string, stated?: Format) => {
  const bytes = await headOf(file);
  if (isUtf16(bytes)) throw new ImportFault(`${file} is UTF-16. Save it as UTF-8.`);
  const head = new TextDecoder().decode(bytes);
  if (/^\s*\[/.test(head))
    throw new ImportFault(`${file} is one JSON list. Write one object per line.`);
  const named = endings.find(([ending]) => ending.test(file))?.[1];
  return { head, format: stated ?? named ?? byContent(head) };
};
