import type { DataOf } from '#eventing';
import { canonicalOf, Pseudonym, requestCheck, schemaCheck } from '#platform';
import { ImportRecord, type RecordCommand, type RecordSettings, UnreadableRow } from '#records';

import { Unreadable } from '../cells.js';

/** What a row says about a customer. */
export type Import = DataOf<RecordCommand, 'ImportRecord'>;

/** A place in the file. */
export interface Place {
  /** Counts from 1, a header included. */
  readonly line: number;
  /** The number of the user on that line, from 1, if there are several. */
  readonly user?: number;
}

export const placeOf = ({ line, user }: Place): Place => ({ line, ...(user && { user }) });

export interface Row extends Place {
  readonly data: Import;
  /** Columns of this row that have no meaning for a record. */
  readonly left: readonly string[];
}

/** What could not be used, and where. */
export interface RejectedRow extends Place {
  readonly customer?: string;
  readonly sentence: string;
  /** Only if values were requested. */
  readonly value?: string;
}

export type Found = Row | RejectedRow;

/** What is needed to read rows. */
export interface RowReading {
  readonly system: string;
  readonly settings: RecordSettings;
  /** Its name in sentences. */
  readonly file: string;
}

const faultsOf = requestCheck(ImportRecord, (error) => {
  throw error;
});
const canonical = canonicalOf(ImportRecord)!;
const pseudonymFaults = schemaCheck(Pseudonym);

export const isPseudonym = (text: unknown): text is string => pseudonymFaults(text).length === 0;

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day begins at midnight, UTC. */
const momentOf = (text: string): string => (DAY.test(text) ? `${text}T00:00:00.000Z` : text);

const isPlain = (text: string) => text.isWellFormed() && !/[\0\uFFFD]/.test(text);

/** The path in the data to the first text that contains replacement or control characters. */
const garbledIn = (value: unknown, path = ''): string | undefined => {
  if (typeof value === 'string') return isPlain(value) ? undefined : path;
  const members = Object.entries(value ?? {});
  return members.map(([name, one]) => garbledIn(one, `${path} ${name}`)).find((at) => at);
};

const inWords = (pointer: string) => pointer.split('/').at(-1)!;

/**
 * Checks a row as `POST /v1/customers/:id/imports` checks its body. Throws `Unreadable`, with a
 * sentence that reveals no value.
 */
const checked = ({ customer, since, ...rest }: Import): Import => {
  if (!isPseudonym(customer))
    throw new Unreadable('The customer’s id is invalid: use letters, digits and . _ : @ | - only.');
  const garbled = garbledIn(rest);
  if (garbled) throw new Unreadable(`${garbled.trim()}: this is not plain UTF-8 text.`);
  const told = { ...rest, ...(since !== undefined && { since: momentOf(since) }) };
  const [fault] = faultsOf(told);
  if (fault) throw new Unreadable(`${inWords(fault.pointer)}: ${fault.detail.en}`);
  return { customer, ...(canonical(told) as typeof told) };
};

/** A row, or the reason why it cannot be used. */
export const rowOf = (place: Place, read: () => Pick<Row, 'data' | 'left'>): Found => {
  try {
    const { data, left } = read();
    return { ...place, data: checked(data), left };
  } catch (error) {
    if (!(error instanceof Unreadable || error instanceof UnreadableRow)) throw error;
    return { ...place, sentence: error.message };
  }
};
