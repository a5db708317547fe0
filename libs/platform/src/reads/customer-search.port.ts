import type { Principal } from '../routes/route.js';

/** Finds customers by what is known of them now; a context that keeps customers provides it. */
export abstract class CustomerSearch {
  /** Pseudonyms, at most `limit`, of whom the words fit; nobody for whoever may not read customers. */
  abstract find(principal: Principal, words: string, limit: number): Promise<readonly string[]>;
}
