import { lookUp } from '#eventing';
import { isEqual, type Value } from '../record/value.events.js';
import type { RecordSettings } from '../record/record.settings.js';
import { type Comparable, compare } from './near-miss.rules.js';

/** Whether two values of a field say the same, however they are written. */
export type Alike = (field: string, one: Value, other: Value) => boolean;

/**
 * The one answer for discrepancies, defects and identity checks, by the kind of the field: a customer
 * number or an e-mail address counts to the letter, a name or an address by what is meant. What
 * somebody corrects is compared by `isEqual` instead: she may want accents.
 */
export const alikeIn =
  ({ fields }: Pick<RecordSettings, 'fields'>): Alike =>
  (field, one, other) => {
    if (isEqual(one, other)) return true;
    const kind = lookUp(fields, field)?.kind;
    return kind !== undefined && compare(kind, one as Comparable, other as Comparable) === 'match';
  };
