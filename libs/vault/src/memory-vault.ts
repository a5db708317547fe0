import { compareScalars } from '#eventing';

import { commitmentOf, type DataKey, dataKey, newSecret } from './data-key.js';
import { type MasterKey, type MasterKeys, unwrapWith, wrap, wrappedBy } from './master-key.js';
import { personRules } from './person.rules.js';
import {
  type Answer,
  type Holder,
  type Checkpoint,
  type Rotation,
  type Tombstone,
  Vault,
} from './vault.port.js';

interface Held {
  readonly since: string;
  readonly commitment?: string;
  readonly wrapped?: Uint8Array;
  readonly destroyed?: string;
}

/** What a memory vault leaves behind, so that another one can go on with it. */
export class VaultShelf {
  readonly persons = new Map<string, Held>();
  checkpoint: Checkpoint | undefined;
}

const holderOf = (person: string, { since, commitment, destroyed }: Held): Holder => ({
  person,
  since,
  ...(commitment !== undefined && { commitment }),
  ...(destroyed !== undefined && { destroyed }),
});

const now = () => new Date().toISOString();

/** Keys in memory: for specs, and the plainest statement of what every adapter must do. */
export class MemoryVault extends Vault {
  erasures = 0;
  readonly #opened = new Map<string, DataKey>();

  constructor(
    private masters: MasterKeys,
    private readonly shelf = new VaultShelf(),
  ) {
    super();
    for (const [person, held] of shelf.persons) this.#openHeld(person, held);
  }

  async keysFor(persons: readonly string[]): Promise<ReadonlyMap<string, DataKey>> {
    personRules(!persons.some((person) => this.shelf.persons.get(person)?.destroyed), 'erased');
    return new Map(persons.map((person) => [person, this.#keyFor(person)] as const));
  }

  async keysBy(commitments: readonly string[]): Promise<ReadonlyMap<string, Answer>> {
    const answers = commitments.map((one) => [one, this.#answer(one)] as const);
    return new Map(answers.filter((pair): pair is [string, Answer] => pair[1] !== undefined));
  }

  async destroy(persons: readonly string[]): Promise<readonly Tombstone[]> {
    for (const person of persons) this.#destroy(person);
    return persons.map((person) => this.#tombstone(person)!);
  }

  async tombstone(person: string): Promise<Tombstone | undefined> {
    return this.#tombstone(person);
  }

  async list(range: {
    readonly after?: string;
    readonly limit: number;
  }): Promise<readonly Holder[]> {
    return [...this.shelf.persons]
      .filter(([person]) => compareScalars(person, range.after ?? null) > 0)
      .toSorted(([one], [other]) => compareScalars(one, other))
      .slice(0, range.limit)
      .map(([person, held]) => holderOf(person, held));
  }

  async count() {
    const all = [...this.shelf.persons.values()];
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
    for (const [person, held] of this.shelf.persons) {
      if (!held.wrapped || !held.commitment || wrappedBy(held.wrapped) === to.id) continue;
      const owner = { person, commitment: held.commitment };
      const secret = unwrapWith(this.masters, held.wrapped, owner);
      this.shelf.persons.set(person, { ...held, wrapped: wrap(to, secret, owner) });
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

  #keyFor(person: string): DataKey {
    const held = this.shelf.persons.get(person);
    if (held?.commitment) return this.#opened.get(held.commitment)!;
    const secret = newSecret();
    const commitment = commitmentOf(secret);
    const wrapped = wrap(this.masters.current, secret, { person, commitment });
    this.shelf.persons.set(person, { commitment, wrapped, since: now() });
    const key = dataKey(secret);
    this.#opened.set(commitment, key);
    return key;
  }

  #openHeld(person: string, { commitment, wrapped }: Held) {
    if (!commitment || !wrapped) return;
    const key = dataKey(unwrapWith(this.masters, wrapped, { person, commitment }));
    this.#opened.set(commitment, key);
  }

  #answer(commitment: string): Answer | undefined {
    const key = this.#opened.get(commitment);
    if (key) return key;
    const held = [...this.shelf.persons.values()].find((one) => one.commitment === commitment);
    return held?.destroyed === undefined ? undefined : 'destroyed';
  }

  #destroy(person: string) {
    const held = this.shelf.persons.get(person);
    if (held?.destroyed !== undefined) return;
    const { commitment, since = now() } = held ?? {};
    if (commitment !== undefined) this.#opened.delete(commitment);
    const left = { since, destroyed: now(), ...(commitment !== undefined && { commitment }) };
    this.shelf.persons.set(person, left);
    this.erasures += 1;
  }

  #tombstone(person: string): Tombstone | undefined {
    const { destroyed: at, commitment } = this.shelf.persons.get(person) ?? {};
    if (at === undefined) return undefined;
    return { person, at, ...(commitment !== undefined && { commitment }) };
  }
}
