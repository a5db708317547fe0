import type { ReadContext } from '../routes/command-context.js';
import type { Principal } from '../routes/route.js';

/** Finds customers by what is known of them now. The context that stores customers provides it. */
export abstract class CustomerSearch {
  /**
   * The pseudonyms, at most `limit`, of customers who match; none if the principal may not read
   * customers.
   */
  abstract find(principal: Principal, words: string, limit: number): Promise<readonly string[]>;

  /**
   * Puts on record that somebody was shown these customers because a value of theirs was searched
   * for.
   */
  abstract shown(reader: ReadContext, customers: readonly string[]): Promise<void>;

  /** These customers, and all with whose records theirs are merged now: the same people. */
  abstract sameAs(tenant: string, customers: readonly string[]): Promise<readonly string[]>;
}
