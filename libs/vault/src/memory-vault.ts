import { type Clock, compareScalars, personRules, systemClock } from '#eventing';

import { type DataKey, dataKey, newSecret, type KeyName } from './data-key.js';
import { type MasterKey, type MasterKeys, unwrapWith, wrap, wrappedBy } from './master-key.js';
import {
  type Answer,
  type HeldKey,
  type Checkpoint,
  type Rotation,
  type Tombstone,
  Vault,
} from './vault.port.js';

interface Held extends HeldKey {
  readonly wrapped?: Uint8Array;
}

/** What a memory vault leaves behind, so that another one can go on with it. */
export class VaultShelf {
  /** Keys by their ids. */
  readonly keys = new Map<string, Held>();
  checkpoint: Checkpoint | undefined;
}

const listed = ({ person, key, since, destroyed }: Held): HeldKey => ({
  person,
  key,
  since,
  ...(destroyed !== undefined && { destroyed }),
});

const tombstoneOf = ({ person, key, destroyed }: Held): Tombstone => ({
  person,
  key,
  at: destroyed!,
});

const compare = (one: KeyName, other: KeyName): number =>
  compareScalars(one.person, other.person) || compareScalars(one.key, other.key);

/** Keys in memory: for specs, and the plainest statement of what every adapter must do. */
export class MemoryVault extends Vault {
  erasures = 0;
  readonly #opened = new Map<string, DataKey>();

  constructor(
    private masters: MasterKeys,
    private readonly shelf = new VaultShelf(),
    private readonly clock: Clock = systemClock,
  ) {
    super();
    for (const held of shelf.keys.values()) this.#openHeld(held);
  }

  async keysFor(persons: readonly string[]): Promise<ReadonlyMap<string, DataKey>> {
    const isForgotten = (person: string) => {
      const own = this.#of(person);
      return own.length > 0 && own.every(({ destroyed }) => destroyed !== undefined);
    };
    personRules(!persons.some(isForgotten), 'erased');
    return new Map(persons.map((person) => [person, this.#keyFor(person)] as const));
  }

  async keysBy(ids: readonly string[]): Promise<ReadonlyMap<string, Answer>> {
    const answers = ids.map((one) => [one, this.#answer(one)] as const);
    return new Map(answers.filter((pair): pair is [string, Answer] => pair[1] !== undefined));
  }

  async keysOf(persons: readonly string[]): Promise<readonly KeyName[]> {
    for (const person of persons) if (this.#of(person).length === 0) this.#keyFor(person);
    return persons.flatMap((person) => this.#of(person).map(({ key }) => ({ person, key })));
  }

  async renew(person: string): Promise<DataKey> {
    return this.#keyFor(person);
  }

  async destroy(keys: readonly KeyName[]): Promise<readonly Tombstone[]> {
    for (const name of keys) this.#destroy(name);
    return keys.map(({ key }) => tombstoneOf(this.shelf.keys.get(key)!));
  }

  async tombstonesOf(person: string): Promise<readonly Tombstone[]> {
    return this.#of(person)
      .filter(({ destroyed }) => destroyed !== undefined)
      .map(tombstoneOf);
  }

  async list({ after, limit }: { readonly after?: KeyName; readonly limit: number }) {
    return [...this.shelf.keys.values()]
      .filter((held) => !after || compare(held, after) > 0)
      .toSorted(compare)
      .slice(0, limit)
      .map(listed);
  }

  async count() {
    const all = [...this.shelf.keys.values()];
    const keys = all.flatMap(({ wrapped }) => (wrapped ? [wrappedBy(wrapped)] : []));
    const masters: Record<string, number> = {};
    for (const id of keys) masters[id] = (masters[id] ?? 0) + 1;
    const destroyed = all.filter((held) => held.destroyed !== undefined).length;
    return { keys: keys.length, destroyed, masters };
  }

  async rotate(
    to: MasterKey = this.masters.current,
    onProgress: (rotation: Rotation) => void = () => {},
  ): Promise<void> {
    const { current, previous } = this.masters;
    this.masters = { current: to, previous: [current, ...previous] };
    for (const held of this.shelf.keys.values()) {
      if (!held.wrapped || wrappedBy(held.wrapped) === to.id) continue;
      const secret = unwrapWith(this.masters, held.wrapped, held);
      this.shelf.keys.set(held.key, { ...held, wrapped: wrap(to, secret, held) });
      const { keys: total, masters } = await this.count();
      onProgress({ done: masters[to.id]!, total });
    }
  }

  async checkpoint() {
    return this.shelf.checkpoint;
  }

  async setCheckpoint(checkpoint: Checkpoint) {
    this.shelf.checkpoint = checkpoint;
  }

  async close() {}

  #of(person: string): readonly Held[] {
    return [...this.shelf.keys.values()].filter((held) => held.person === person);
  }

  #keyFor(person: string): DataKey {
    const live = this.#of(person).find(({ destroyed }) => destroyed === undefined);
    if (live) return this.#opened.get(live.key)!;
    const secret = newSecret();
    const key = dataKey(secret);
    const wrapped = wrap(this.masters.current, secret, { person, key: key.id });
    const since = this.clock.now();
    this.shelf.keys.set(key.id, { person, key: key.id, wrapped, since });
    this.#opened.set(key.id, key);
    return key;
  }

  #openHeld({ person, key, wrapped }: Held) {
    if (!wrapped) return;
    this.#opened.set(key, dataKey(unwrapWith(this.masters, wrapped, { person, key })));
  }

  #answer(id: string): Answer | undefined {
    const key = this.#opened.get(id);
    if (key) return key;
    return this.shelf.keys.get(id)?.destroyed === undefined ? undefined : 'destroyed';
  }

  #destroy({ person, key }: KeyName) {
    const held = this.shelf.keys.get(key);
    if (held?.destroyed !== undefined) return;
    this.#opened.delete(key);
    const now = this.clock.now();
    this.shelf.keys.set(key, { person, key, since: now, ...held, destroyed: now });
    const { wrapped: _, ...left } = this.shelf.keys.get(key)!;
    this.shelf.keys.set(key, left);
    this.erasures += 1;
  }
}
