import { lookUp, type Moment } from '#eventing';

/** The value of a cell does not fit its column; the message is a sentence for the report. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** Reads a cell; throws `Unreadable`. */
export type Reader<Value> = (cell: string) => Value;

const shown = (cell: string) => JSON.stringify(cell.length > 40 ? `${cell.slice(0, 40)}…` : cell);

/** A line break or a tab in a cell is a space. */
const clean = (cell: string) => {
  const line = cell.trim().replaceAll(/\s+/g, ' ');
  if (/[\p{Cc}\uFFFD]/u.test(line)) throw new Unreadable(`${shown(cell)} is not plain UTF-8 text.`);
  return line;
};

/** Short enough that a category with its subcategory still fits into a category. */
const MAX_TEXT = 48;

export const text: Reader<string> = (cell) => {
  const value = clean(cell);
  if (!value || value === '?') throw new Unreadable('It is empty.');
  if (value.length > MAX_TEXT) throw new Unreadable(`${shown(value)} is too long.`);
  return value;
};

/** `?` and an empty cell mean that their log does not say. */
export const orUnknown =
  <Value>(read: Reader<Value>): Reader<Value | undefined> =>
  (cell) =>
    ['', '?'].includes(cell.trim()) ? undefined : read(cell);

export const count: Reader<number> = (cell) => {
  if (!/^\d{1,9}$/.test(cell.trim())) throw new Unreadable(`${shown(cell)} is not a whole number.`);
  return Number(cell);
};

/** A key of a table; the result is its value. */
export const among =
  <Value>(table: Readonly<Record<string, Value>>): Reader<Value> =>
  (cell) => {
    const key = clean(cell);
    if (!Object.hasOwn(table, key))
      throw new Unreadable(`${shown(cell)} is not one of ${Object.keys(table).join(', ')}.`);
    return lookUp(table, key)!;
  };

/** The same, but an unknown key is no fault. */
export const amongOrUnknown =
  <Value>(table: Readonly<Record<string, Value>>): Reader<Value | undefined> =>
  (cell) =>
    Object.hasOwn(table, clean(cell)) ? lookUp(table, clean(cell)) : undefined;

const TIME = String.raw`(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?`;
const DAY_FIRST = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}) ${TIME}$`);
const YEAR_FIRST = new RegExp(
  String.raw`^(\d{4})-(\d{2})-(\d{2})[T ]${TIME}(Z|[+-]\d{2}:?\d{2})?$`,
);

const two = (digits = '0') => digits.padStart(2, '0');

/** A moment without its time zone, as ISO 8601 writes it, and the zone. */
const partsOf = (cell: string): readonly [local: string, zone: string] | undefined => {
  const [, day, , month, year, ...time] = DAY_FIRST.exec(cell) ?? [];
  if (day !== undefined) return [`${year}-${two(month)}-${two(day)}T${timeOf(time)}`, 'Z'];
  const [, isoYear, isoMonth, isoDay, ...rest] = YEAR_FIRST.exec(cell) ?? [];
  if (isoYear === undefined) return undefined;
  const zone = (rest[4] ?? 'Z').replace(/(\d{2})(\d{2})$/, '$1:$2');
  return [`${isoYear}-${isoMonth}-${isoDay}T${timeOf(rest)}`, zone];
};

const timeOf = ([hour, minute, second, part = '']: readonly (string | undefined)[]): string =>
  `${hour}:${minute}:${two(second)}.${part.padEnd(3, '0')}`;

/** A day or an hour that there is not would be taken for the next one. */
const isReal = (local: string): boolean => {
  const read = new Date(`${local}Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString() === `${local}Z`;
};

/**
 * `29-02-2016 01:16`, `29/2/2016 01:16` or ISO 8601. Of numbers alone the day comes first; without a
 * time zone it is UTC.
 */
export const moment: Reader<Moment> = (cell) => {
  const [local, zone] = partsOf(cell.trim()) ?? ['', ''];
  const read = isReal(local) ? new Date(`${local}${zone}`) : new Date(Number.NaN);
  if (Number.isNaN(read.getTime()))
    throw new Unreadable(`${shown(cell)} is not a date and time such as 29-02-2016 01:16.`);
  return read.toISOString();
};

export const oneOf = (values: readonly string[]): Reader<string> =>
  among(Object.fromEntries(values.map((value) => [value, value])));
