import { lookUp } from '#eventing';
import { addressParts, type RecordSettings } from '#records';

import { Unreadable } from '../cells.js';
import type { Opened } from '../file.js';
import { type Cells, readerOf } from './columns.js';
import { isObject, linesOf, type Members, objectIn } from './lines.js';
import { type Found, rowOf, type RowReading } from './row.js';

const LONGEST = 1 << 20;

const textOf = (name: string, value: unknown): string => {
  if (value === null) return '';
  if (typeof value === 'object') throw new Unreadable(`${name}: this is more than one value.`);
  return String(value);
};

const isAddress = ({ fields }: RecordSettings, name: string) =>
  Object.hasOwn(fields, name) && lookUp(fields, name)!.kind === 'address';

/** An address is an object; null in its place withdraws all of it. */
const addressCells = (name: string, value: unknown): [string, string][] => {
  if (value === null || value === '') return addressParts.map((part) => [`${name}.${part}`, '']);
  if (!isObject(value)) throw new Unreadable(`${name}: an address is an object of its parts.`);
  return Object.entries(value).map(([part, text]) => [
    `${name}.${part}`,
    textOf(`${name}.${part}`, text),
  ]);
};

const isSaid = ({ fields }: RecordSettings, name: string, value: unknown) =>
  Object.hasOwn(fields, name) || typeof value !== 'object' || value === null;

/** The members of one line, as the cells of a row. */
const cellsOf = (members: Members, settings: RecordSettings): Cells =>
  Object.fromEntries(
    Object.entries(members).flatMap(([name, value]) => {
      if (isAddress(settings, name)) return addressCells(name, value);
      return [[name, isSaid(settings, name, value) ? textOf(name, value) : '']];
    }),
  );

/** One object per line, with members named like the fields. */
export async function* ndjsonRecords(opened: Opened, reading: RowReading): AsyncGenerator<Found> {
  for await (const line of linesOf(opened, LONGEST))
    yield rowOf({ line: line.line }, () => {
      const cells = cellsOf(objectIn(line), reading.settings);
      return readerOf(reading, Object.keys(cells))(cells);
    });
}
