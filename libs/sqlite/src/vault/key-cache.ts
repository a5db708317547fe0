import { RecentCache } from '#eventing';
import type { DataKey } from '#vault';

/** The keys that were used last, by their persons and by their own ids. */
export class KeyCache {
  readonly #ofPerson: RecentCache<DataKey>;
  readonly #named: RecentCache<DataKey>;

  constructor(size: number) {
    this.#ofPerson = new RecentCache(size);
    this.#named = new RecentCache(size);
  }

  of(person: string): DataKey | undefined {
    return this.#ofPerson.get(person);
  }

  named(id: string): DataKey | undefined {
    return this.#named.get(id);
  }

  remember(person: string, key: DataKey): DataKey {
    this.#ofPerson.set(person, key);
    this.#named.set(key.id, key);
    return key;
  }

  /** A later key of the same person stays. */
  forget(id: string, person: string | undefined): void {
    this.#named.delete(id);
    if (person !== undefined && this.#ofPerson.get(person)?.id === id)
      this.#ofPerson.delete(person);
  }
}
