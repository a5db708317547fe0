import { type Clock, personRules, systemClock, yieldToEventLoop } from '#eventing';
import {
  type Answer,
  type Checkpoint,
  type DataKey,
  dataKey,
  keyIdOf,
  type KeyName,
  type MasterKey,
  type MasterKeys,
  newSecret,
  type Rotation,
  type Tombstone,
  type Tombstones,
  unwrapWith,
  Vault,
  type VaultCounts,
  wrap,
} from '#vault';

import { faultKindOf } from '../event-store/fault.js';
import { KeyCache } from './key-cache.js';
import { TurnBatch } from './turn-batch.js';
import { type KeyRow, type SecretRow, VaultFile } from './vault-file.js';

export interface VaultOptions {
  readonly masters: MasterKeys;
  /** The second place of the tombstones. */
  readonly tombstones: Tombstones;
  /** Default: the system's. */
  readonly clock?: Clock;
  /** How many keys are kept ready in memory. */
  readonly remembered?: number;
  /** How many keys a rotation wraps in one transaction. */
  readonly batch?: number;
}

type Made = ReadonlyMap<string, Answer>;

/**
 * The keys of persons in one SQLite file of their own (WAL, `synchronous=FULL`), wrapped by a master
 * key. The keys that one turn asks for are made in one transaction. Keys used last are kept in
 * memory, so that the hot path reads no file.
 */
export class SqliteVault extends Vault {
  erasures = 0;
  #file: VaultFile;
  #masters: MasterKeys;
  readonly #making = new TurnBatch<string, Made>((persons) => this.#made(persons));
  #closed = false;
  readonly #clock: Clock;
  readonly #recent: KeyCache;

  private constructor(
    private readonly path: string,
    private readonly options: VaultOptions,
  ) {
    super();
    const { masters, remembered = 20_000, clock = systemClock } = options;
    this.#clock = clock;
    this.#masters = masters;
    this.#recent = new KeyCache(remembered);
    this.#file = new VaultFile(path);
    this.#begin();
  }

  /**
   * Opens the file, or makes it. Throws when a key in it is wrapped by a master key that was not
   * given. When it answers, every key that the second place names is destroyed.
   */
  static open(file: string, options: VaultOptions): SqliteVault {
    return new SqliteVault(file, options);
  }

  async keysFor(persons: readonly string[]): Promise<ReadonlyMap<string, DataKey>> {
    const held = persons.map((person) => [person, this.#held(person)] as const);
    const missing = held.filter(([, answer]) => !answer).map(([person]) => person);
    const made = missing.length > 0 ? await this.#making.ask(missing) : undefined;
    return new Map(held.map(([person, answer]) => [person, usable(answer ?? made!.get(person)!)]));
  }

  async keysBy(ids: readonly string[]): Promise<ReadonlyMap<string, Answer>> {
    const answers = ids.map((one) => [one, this.#answer(one)] as const);
    return new Map(answers.filter((pair): pair is [string, Answer] => pair[1] !== undefined));
  }

  async keysOf(persons: readonly string[]): Promise<readonly KeyName[]> {
    const without = persons.filter((person) => this.#file.ofPerson(person).length === 0);
    if (without.length > 0) await this.#making.ask(without);
    return persons.flatMap((person) =>
      this.#file.ofPerson(person).map(({ key }) => ({ person, key })),
    );
  }

  async renew(person: string): Promise<DataKey> {
    const held = this.#held(person);
    if (held && held !== 'destroyed') return held;
    return this.#recent.remember(person, dataKey(this.#write(() => this.#add(person))));
  }

  async destroy(keys: readonly KeyName[]): Promise<readonly Tombstone[]> {
    const at = this.#clock.now();
    this.#bury(keys.map(({ person, key }) => ({ person, key, at })));
    this.#file.purge();
    return keys.map(({ key }) => this.#file.tombstone(key)!);
  }

  async tombstonesOf(person: string): Promise<readonly Tombstone[]> {
    return this.#file.ofPerson(person).flatMap(({ key }) => this.#file.tombstone(key) ?? []);
  }

  async list({ after, limit }: { readonly after?: KeyName; readonly limit: number }) {
    return this.#file.list(after ?? { person: '', key: '' }, limit);
  }

  async count(): Promise<VaultCounts> {
    return this.#file.count();
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
    await this.#making.idle();
    this.#file.close();
  }

  /** Both places of the tombstones say the same from here on, and every key can be opened. */
  #begin() {
    const { tombstones } = this.options;
    const there = tombstones.all();
    this.#bury(there);
    const known = new Set(there.map(({ key }) => key));
    tombstones.add(this.#file.tombstones().filter(({ key }) => !known.has(key)));
    this.#file.purge();
    const { current, previous } = this.#masters;
    const missing = this.#file.mastersBesides([current, ...previous].map(({ id }) => id));
    if (missing.length === 0) return;
    this.#file.close();
    throw new Error(
      `${this.path} needs the master key ${missing.join(', ')}, which was not given.`,
    );
  }

  /** The key that a person has; that it is destroyed, where they were forgotten. */
  #held(person: string): Answer | undefined {
    const known = this.#recent.of(person);
    if (known) return known;
    const rows = this.#file.ofPerson(person);
    const row = rows.find(({ destroyed }) => destroyed === null) ?? rows[0];
    return row && this.#open(row);
  }

  #answer(id: string): Answer | undefined {
    const known = this.#recent.named(id);
    if (known) return known;
    const row = this.#file.key(id);
    return row && this.#open(row);
  }

  #open({ id, person, key, destroyed }: KeyRow): Answer {
    if (destroyed !== null) return 'destroyed';
    const secret = unwrapWith(this.#masters, this.#file.secret(id), { person, key });
    return this.#recent.remember(person, dataKey(secret));
  }

  #made(persons: readonly string[]): Made {
    const secrets = this.#write(() =>
      persons.map((person) => [person, this.#addFirst(person)] as const),
    );
    const answers = secrets.map(([person, secret]) => {
      const answer = secret ? this.#recent.remember(person, dataKey(secret)) : this.#held(person)!;
      return [person, answer] as const;
    });
    return new Map(answers);
  }

  /** Nothing for a person who has a key, or had one. */
  #addFirst(person: string): Uint8Array | undefined {
    return this.#file.ofPerson(person).length > 0 ? undefined : this.#add(person);
  }

  #add(person: string): Uint8Array {
    const secret = newSecret();
    const name = { person, key: keyIdOf(secret) };
    this.#file.add(name, this.#clock.now(), wrap(this.#masters.current, secret, name));
    return secret;
  }

  /** First the second place, then the key: what breaks off in between is finished when opened. */
  #bury(tombstones: readonly Tombstone[]) {
    const fresh = tombstones.filter(({ key }) => !this.#file.tombstone(key));
    const { tombstones: second } = this.options;
    const known = new Set(second.all().map(({ key }) => key));
    second.add(fresh.filter(({ key }) => !known.has(key)));
    const destroyed = this.#write(() => fresh.filter((tombstone) => this.#file.destroy(tombstone)));
    for (const { key } of destroyed) this.#recent.forget(key, this.#file.key(key)?.person);
    this.erasures += destroyed.length;
  }

  #rewrap({ id, person, key, wrapped }: SecretRow) {
    const owner = { person, key };
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
