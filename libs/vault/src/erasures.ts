import {
  type EventStore,
  idOf,
  personOf,
  RecentCache,
  type RecordedEvent,
  type Subscription,
  yieldToEventLoop,
} from '#eventing';

import type { PersonErasureReceipt, ErasureTarget } from './erasure-target.port.js';
import type { Checkpoint, Tombstone, Vault } from './vault.port.js';

export interface ErasureParts {
  /** The log as it is stored: nothing here needs a value in plain. */
  readonly log: EventStore;
  readonly vault: Vault;
  readonly targets: readonly ErasureTarget[];
  /** The persons whom an event says to forget. */
  readonly personsIn?: (event: RecordedEvent) => readonly string[];
  /** Told when a sink could not be swept; the log's erasures are tried again. */
  readonly onFault?: (error: unknown) => void;
}

/** Whom `PersonalDataErased` names: the record's customer, and those whose `records` went into it. */
export const erasedIn = ({ type, stream, data, meta }: RecordedEvent): readonly string[] => {
  if (type !== 'PersonalDataErased') return [];
  const { records = [] } = data as { readonly records?: readonly string[] };
  return [...new Set([idOf(stream), ...records])].map((id) => personOf(meta.tenant, id));
};

/** The keys are destroyed; these sinks were not swept. Asking again goes on. */
export class ErasureUnfinished extends AggregateError {
  override readonly name = 'ErasureUnfinished';

  constructor(
    faults: readonly unknown[],
    readonly swept: PersonErasureReceipt['sinks'],
    /** Names of the sinks that are left. */
    readonly left: readonly string[],
  ) {
    super(faults, `Not swept yet: ${left.join(', ')}.`);
  }
}

const PAGE = 1000;

/** Events after which the mark is moved although nobody was forgotten. */
const LONG = 10_000;

const hex = (leaf: Uint8Array) => Buffer.from(leaf).toString('hex');

type Receipts = ReadonlyMap<string, PersonErasureReceipt>;

/**
 * Forgets persons: destroys their keys, then sweeps every sink. What the log says wins: whoever it
 * says was forgotten has no key, whichever file was brought back from a backup.
 */
export class Erasures {
  readonly #asked = new RecentCache<Promise<PersonErasureReceipt>>(1000);
  #wanted = new Set<string>();
  #next: Promise<Receipts> | undefined;
  #running: Promise<unknown> = Promise.resolve();
  #subscription: Subscription | undefined;
  #due: readonly string[] | undefined;
  #seen: Checkpoint | undefined;
  #marked = 0;

  constructor(private readonly parts: ErasureParts) {}

  /**
   * Forgets a person; answers when nothing is left. Who is asked for again gets the same receipt.
   * Those asked for while others are being swept are swept together. Throws `ErasureUnfinished`.
   */
  erase(person: string): Promise<PersonErasureReceipt> {
    const known = this.#asked.get(person);
    if (known) return known;
    const asked = this.#erase(person);
    this.#asked.set(person, asked);
    asked.catch(() => this.#asked.delete(person));
    return asked;
  }

  /**
   * Destroys the keys of all whom the log says to forget, from where it was last heeded on. To be
   * called before anything else reads the log in plain. When a file was brought back from a backup,
   * everybody who was ever forgotten is due to be swept again.
   */
  async applyLoggedErasures(): Promise<readonly string[]> {
    const { log, vault } = this.parts;
    const checkpoint = await vault.checkpoint();
    const restored =
      vault.erasures > 0 || (checkpoint !== undefined && !(await isIn(log, checkpoint)));
    const persons = new Set(restored ? await forgottenIn(vault) : []);
    for await (const page of pagesOf(log, restored ? 0 : await this.#from(checkpoint))) {
      for (const person of page.flatMap((event) => this.#personsIn(event))) persons.add(person);
      this.#see(page.at(-1)!);
    }
    this.#due = [...persons];
    if (persons.size > 0) await vault.destroy(this.#due);
    return this.#due;
  }

  /** Sweeps for those who are due, then forgets whomever the log says to forget. */
  async follow(): Promise<void> {
    if (!this.#due) await this.applyLoggedErasures();
    const due = this.#due ?? [];
    await Promise.all(due.map((person) => this.erase(person)));
    await this.#saveCheckpoint();
    const from = this.#seen?.position ?? (await this.parts.vault.checkpoint())?.position ?? 0;
    this.#subscription = this.parts.log.subscribe(from, (events) => this.#receive(events));
  }

  async stop(): Promise<void> {
    await this.#subscription?.stop();
    await this.#running;
    await this.#saveCheckpoint();
  }

  async #erase(person: string): Promise<PersonErasureReceipt> {
    await this.parts.vault.destroy([person]);
    this.#wanted.add(person);
    this.#next ??= this.#running.then(() => this.#sweep());
    return (await this.#next).get(person)!;
  }

  /** All who are wanted now, in one go. */
  #sweep(): Promise<Receipts> {
    const persons = [...this.#wanted];
    this.#wanted = new Set();
    this.#next = undefined;
    const sweeping = this.#swept(persons);
    this.#running = sweeping.catch(() => undefined);
    return sweeping;
  }

  async #swept(persons: readonly string[]): Promise<Receipts> {
    const forgotten = await this.parts.vault.destroy(persons);
    const sinks: { readonly name: string; readonly position: number }[] = [];
    const faults: unknown[] = [];
    for (const target of this.parts.targets) {
      const swept = await target
        .erase(forgotten)
        .catch((error: unknown) => void faults.push(error));
      if (swept) sinks.push({ name: target.name, position: swept.position });
    }
    this.#check(sinks, faults);
    const sweptAt = new Date().toISOString();
    return new Map(forgotten.map((one) => [one.person, receiptOf(one, sinks, sweptAt)]));
  }

  #check(swept: PersonErasureReceipt['sinks'], faults: readonly unknown[]) {
    if (faults.length === 0) return;
    const done = new Set(swept.map(({ name }) => name));
    const left = this.parts.targets.filter(({ name }) => !done.has(name)).map(({ name }) => name);
    throw new ErasureUnfinished(faults, swept, left);
  }

  /** A fault here makes the log offer the same events again. */
  async #receive(events: readonly RecordedEvent[]): Promise<void> {
    const persons = events.flatMap((event) => this.#personsIn(event));
    try {
      await Promise.all(persons.map((person) => this.erase(person)));
    } catch (error) {
      this.parts.onFault?.(error);
      throw error;
    }
    this.#see(events.at(-1)!);
    if (persons.length > 0 || this.#seen!.position > this.#marked + LONG)
      await this.#saveCheckpoint();
  }

  async #saveCheckpoint() {
    const checkpoint = this.#seen;
    if (!checkpoint || checkpoint.position === this.#marked) return;
    await this.parts.vault.setCheckpoint(checkpoint);
    this.#marked = checkpoint.position;
  }

  #see({ position, leaf }: RecordedEvent) {
    this.#seen = { position, leaf: hex(leaf) };
  }

  async #from(checkpoint: Checkpoint | undefined): Promise<number> {
    const taken = await Promise.all(
      this.parts.targets.map((target) => target.takenIn?.() ?? Infinity),
    );
    return Math.min(checkpoint?.position ?? 0, ...taken);
  }

  #personsIn(event: RecordedEvent): readonly string[] {
    return (this.parts.personsIn ?? erasedIn)(event);
  }
}

const receiptOf = (
  { person, commitment, at: destroyedAt }: Tombstone,
  sinks: PersonErasureReceipt['sinks'],
  sweptAt: string,
): PersonErasureReceipt => ({
  person,
  ...(commitment !== undefined && { commitment }),
  destroyedAt,
  sweptAt,
  sinks,
});

/** Whether it is this log that was heeded so far. */
const isIn = async (log: EventStore, { position, leaf }: Checkpoint): Promise<boolean> => {
  const [event] = await log.readAll({ after: position - 1, limit: 1 });
  return event?.position === position && hex(event.leaf) === leaf;
};

/** Everybody whose key is destroyed. */
const forgottenIn = async (vault: Vault): Promise<readonly string[]> => {
  const persons: string[] = [];
  for (let after = ''; ;) {
    const page = await vault.list({ after, limit: PAGE });
    if (page.length === 0) return persons;
    persons.push(...page.filter(({ destroyed }) => destroyed).map(({ person }) => person));
    after = page.at(-1)!.person;
  }
};

/** A log in pages, from a position on; others have their turn between two. */
export async function* pagesOf(
  log: EventStore,
  from: number,
): AsyncGenerator<readonly RecordedEvent[]> {
  for (let after = from; ;) {
    const page = await log.readAll({ after, limit: PAGE });
    if (page.length === 0) return;
    yield page;
    after = page.at(-1)!.position;
    await yieldToEventLoop();
  }
}
