import { RecentCache } from '#eventing';
import {
  type Answer,
  commitmentOf,
  type DataKey,
  dataKey,
  type Holder,
  type Checkpoint,
  type MasterKey,
  type MasterKeys,
  newSecret,
  personRules,
  type Rotation,
  type Tombstone,
  type Tombstones,
  unwrapWith,
  Vault,
  type VaultCounts,
  wrap,
} from '#vault';

import { faultKindOf } from '../event-store/fault.js';
import { type PersonRow, type SecretRow, VaultFile } from './vault-file.js';

export interface VaultOptions {
  readonly masters: MasterKeys;
  /** The second place of the tombstones. */
  readonly tombstones: Tombstones;
  /** How many keys are kept ready in memory. */
  readonly remembered?: number;
  /** How many keys a rotation wraps in one transaction. */
  readonly batch?: number;
}

type Made = ReadonlyMap<string, Answer>;

const yieldToEventLoop = () => new Promise<void>((go) => void setImmediate(go));

const holderOf = ({ person, since, commitment, destroyed }: PersonRow): Holder => ({
  person,
  since,
  ...(commitment !== null && { commitment }),
  ...(destroyed !== null && { destroyed }),
});

/**
 * The keys of persons in one SQLite file of their own (WAL, `synchronous=FULL`), wrapped by a master
 * key. The keys that one turn asks for are made in one transaction. Keys used last are kept in
 * memory, so that the hot path reads no file.
 */
export class SqliteVault extends Vault {
  erasures = 0;
  #file: VaultFile;
  #masters: MasterKeys;
  #wanted = new Set<string>();
  #making: Promise<Made> | undefined;
  #closed = false;
  readonly #ofPerson: RecentCache<DataKey>;
  readonly #named: RecentCache<DataKey>;

  private constructor(
    private readonly path: string,
    private readonly options: VaultOptions,
  ) {
    super();
    const { masters, remembered = 20_000 } = options;
    this.#masters = masters;
    this.#ofPerson = new RecentCache(remembered);
    this.#named = new RecentCache(remembered);
    this.#file = new VaultFile(path);
    this.#begin();
  }

  /**
   * Opens the file, or makes it. Throws when a key in it is wrapped by a master key that was not
   * given. Whoever the second place says was forgotten has no key when it answers.
   */
  static open(file: string, options: VaultOptions): SqliteVault {
    return new SqliteVault(file, options);
  }

  async keysFor(persons: readonly string[]): Promise<ReadonlyMap<string, DataKey>> {
    const held = persons.map((person) => [person, this.#held(person)] as const);
    const missing = held.filter(([, answer]) => !answer).map(([person]) => person);
    const made = missing.length > 0 ? await this.#make(missing) : undefined;
    return new Map(held.map(([person, answer]) => [person, usable(answer ?? made!.get(person)!)]));
  }

  async keysBy(commitments: readonly string[]): Promise<ReadonlyMap<string, Answer>> {
    const answers = commitments.map((one) => [one, this.#answer(one)] as const);
    return new Map(answers.filter((pair): pair is [string, Answer] => pair[1] !== undefined));
  }

  async destroy(persons: readonly string[]): Promise<readonly Tombstone[]> {
    const at = new Date().toISOString();
    this.#bury([...new Set(persons)].map((person) => this.#tombstoneOf(person, at)));
    this.#file.purge();
    return persons.map((person) => this.#file.tombstone(person)!);
  }

  async tombstone(person: string): Promise<Tombstone | undefined> {
    return this.#file.tombstone(person);
  }

  async list({ after = '', limit }: { readonly after?: string; readonly limit: number }) {
    return this.#file.list(after, limit).map(holderOf);
  }

  async count(): Promise<VaultCounts> {
    const masters = this.#file.masters();
    const keys = Object.values(masters).reduce((sum, count) => sum + count, 0);
    return { keys, destroyed: this.#file.destroyed(), masters };
  }

  async rotate(
    to: MasterKey = this.#masters.current,
    onProgress: (rotation: Rotation) => void = () => {},
  ): Promise<void> {
    const { current, previous } = this.#masters;
    this.#masters = { current: to, previous: [current, ...previous] };
    const { keys: total, masters } = await this.count();
    let done = masters[to.id] ?? 0;
    for (let after = 0; !this.#closed; await yieldToEventLoop()) {
      const secrets = this.#file.wrappedByOthers(to.id, after, this.options.batch ?? 200);
      if (secrets.length === 0) return this.#file.purge();
      this.#write(() => secrets.forEach((secret) => this.#rewrap(secret)));
      after = secrets.at(-1)!.id;
      done += secrets.length;
      onProgress({ done, total });
    }
  }

  async checkpoint(): Promise<Checkpoint | undefined> {
    return this.#file.checkpoint();
  }

  async setCheckpoint(checkpoint: Checkpoint): Promise<void> {
    this.#write(() => this.#file.setCheckpoint(checkpoint));
  }

  /** A rotation that is under way stops between two batches; the next one goes on. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#making?.catch(() => {});
    this.#file.close();
  }

  /** Both places of the tombstones say the same from here on, and every key can be opened. */
  #begin() {
    const { tombstones } = this.options;
    const there = tombstones.all();
    this.#bury(there);
    const known = new Set(there.map(({ person }) => person));
    tombstones.add(this.#file.tombstones().filter(({ person }) => !known.has(person)));
    this.#file.purge();
    const { current, previous } = this.#masters;
    const given = new Set([current, ...previous].map(({ id }) => id));
    const missing = Object.keys(this.#file.masters()).filter((id) => !given.has(id));
    if (missing.length === 0) return;
    this.#file.close();
    throw new Error(
      `${this.path} needs the master key ${missing.join(', ')}, which was not given.`,
    );
  }

  #held(person: string): Answer | undefined {
    const known = this.#ofPerson.get(person);
    if (known) return known;
    const row = this.#file.person(person);
    return row && this.#open(row);
  }

  #answer(commitment: string): Answer | undefined {
    const known = this.#named.get(commitment);
    if (known) return known;
    const row = this.#file.holder(commitment);
    return row && this.#open(row);
  }

  #open({ id, person, commitment, destroyed }: PersonRow): Answer {
    if (destroyed !== null || commitment === null) return 'destroyed';
    const secret = unwrapWith(this.#masters, this.#file.secret(id), { person, commitment });
    return this.#remember(person, dataKey(secret));
  }

  #remember(person: string, key: DataKey): DataKey {
    this.#ofPerson.set(person, key);
    this.#named.set(key.commitment, key);
    return key;
  }

  /** Joins what the others of this turn ask for. */
  #make(persons: readonly string[]): Promise<Made> {
    for (const person of persons) this.#wanted.add(person);
    this.#making ??= yieldToEventLoop().then(() => {
      const wanted = [...this.#wanted];
      this.#wanted = new Set();
      this.#making = undefined;
      return this.#made(wanted);
    });
    return this.#making;
  }

  #made(persons: readonly string[]): Made {
    const secrets = this.#write(() =>
      persons.map((person) => [person, this.#add(person)] as const),
    );
    const answers = secrets.map(([person, secret]) => {
      const answer = secret ? this.#remember(person, dataKey(secret)) : this.#held(person)!;
      return [person, answer] as const;
    });
    return new Map(answers);
  }

  #add(person: string): Uint8Array | undefined {
    if (this.#file.person(person)) return undefined;
    const secret = newSecret();
    const commitment = commitmentOf(secret);
    this.#file.add(person, commitment, wrap(this.#masters.current, secret, { person, commitment }));
    return secret;
  }

  #tombstoneOf(person: string, at: string): Tombstone {
    const commitment = this.#file.person(person)?.commitment ?? undefined;
    return { person, at, ...(commitment !== undefined && { commitment }) };
  }

  /** First the second place, then the key: what breaks off in between is finished when opened. */
  #bury(tombstones: readonly Tombstone[]) {
    const fresh = tombstones.filter(({ person }) => !this.#file.tombstone(person));
    const { tombstones: second } = this.options;
    const known = new Set(second.all().map(({ person }) => person));
    second.add(fresh.filter(({ person }) => !known.has(person)));
    const destroyed = this.#write(() => fresh.filter((tombstone) => this.#file.destroy(tombstone)));
    for (const { person } of destroyed) this.#forget(person);
    this.erasures += destroyed.length;
  }

  #forget(person: string) {
    const commitment = this.#file.person(person)?.commitment;
    if (commitment) this.#named.delete(commitment);
    this.#ofPerson.delete(person);
  }

  #rewrap({ id, person, commitment, wrapped }: SecretRow) {
    const owner = { person, commitment };
    const secret = unwrapWith(this.#masters, wrapped, owner);
    this.#file.rewrap(id, wrap(this.#masters.current, secret, owner));
  }

  /** After a fault of the disk nothing that the connection remembers can be relied on. */
  #write<Result>(work: () => Result): Result {
    try {
      return this.#file.write(work);
    } catch (error) {
      if (faultKindOf(error) === 'broken') this.#reopen();
      throw error;
    }
  }

  #reopen() {
    this.#file.abandon();
    this.#file = new VaultFile(this.path);
    this.#file.purge();
  }
}

const usable = (answer: Answer): DataKey => {
  personRules(answer !== 'destroyed', 'erased');
  return answer as DataKey;
};
