import { lookUp, type Moment } from '#eventing';

/** The value of a cell does not fit its column; the message is a sentence for the report. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** Reads a cell; throws `Unreadable`. */
export type Reader<Value> = (cell: string) => Value;

const shown = (cell: string) => JSON.stringify(cell.length > 40 ? `${cell.slice(0, 40)}…` : cell);

const clean = (cell: string) => {
  if (/[\p{Cc}\uFFFD]/u.test(cell)) throw new Unreadable(`${shown(cell)} is not plain UTF-8 text.`);
  return cell.trim().replaceAll(/\s+/g, ' ');
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
      throw new Unreadable(`${shown(cell)} is none of ${Object.keys(table).join(', ')}.`);
    return lookUp(table, key)!;
  };

/** The same, but an unknown key is no fault. */
export const amongOrUnknown =
  <Value>(table: Readonly<Record<string, Value>>): Reader<Value | undefined> =>
  (cell) =>
    Object.hasOwn(table, clean(cell)) ? lookUp(table, clean(cell)) : undefined;

const DAY_FIRST = /^(\d{2})-(\d{2})-(\d{4}) (\d{2}):(\d{2})$/;

/** `29-02-2016 01:16`, day first and without a time zone, taken as UTC. */
export const dayFirst: Reader<Moment> = (cell) => {
  const [, day, month, year, hour, minute] = DAY_FIRST.exec(cell.trim()) ?? [];
  const iso = `${year}-${month}-${day}T${hour}:${minute}:00.000Z`;
  const moment = new Date(iso);
  const isReal = day !== undefined && !Number.isNaN(moment.getTime());
  if (!isReal || moment.toISOString() !== iso)
    throw new Unreadable(`${shown(cell)} is not a date and time such as 29-02-2016 01:16.`);
  return iso;
};

export const oneOf = (values: readonly string[]): Reader<string> =>
  among(Object.fromEntries(values.map((value) => [value, value])));
