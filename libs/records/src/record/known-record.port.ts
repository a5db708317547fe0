import type { Moment } from '#eventing';

import type { Comparable } from '../near-miss/near-miss.rules.js';

/** The values of a record, for code that compares them and never shows them. */
export abstract class KnownRecord {
  /**
   * The values in force by field, now or as they were known at a moment; none for a record that
   * does not exist, so that nobody can tell it from an empty one.
   */
  abstract values(
    tenant: string,
    customer: string,
    knownAt?: Moment,
  ): Promise<Readonly<Record<string, Comparable>>>;
}
