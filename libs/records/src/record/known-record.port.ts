import type { Moment } from '#eventing';

import type { Comparable } from '../near-miss/near-miss.rules.js';

/** What a record says, for those who compare with it and never show it. */
export abstract class KnownRecord {
  /**
   * The values in force by field, now or as they were known at a moment; none for a record that does
   * not exist, so that nobody can tell it from one that holds nothing.
   */
  abstract values(
    tenant: string,
    customer: string,
    knownAt?: Moment,
  ): Promise<Readonly<Record<string, Comparable>>>;
}
