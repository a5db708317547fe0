import {
  type Clock,
  type EventStore,
  personOf,
  RecentCache,
  type RecordedEvent,
  type Subscription,
  systemClock,
  yieldToEventLoop,
} from '#eventing';

import type { KeyName } from './data-key.js';
import type { ErasureTarget, KeyErasureReceipt } from './erasure-target.port.js';
import type { Checkpoint, Tombstone, Vault } from './vault.port.js';

export interface ErasureParts {
  /** The log as it is stored: nothing here needs a value in plain. */
  readonly log: EventStore;
  readonly vault: Vault;
  readonly targets: readonly ErasureTarget[];
  /** The keys that an event says to destroy. */
  readonly keysIn?: (event: RecordedEvent) => readonly KeyName[];
  /** Default: the system's. */
  readonly clock?: Clock;
  /** Told when a sink could not be swept; the log's erasures are tried again. */
  readonly onFault?: (error: unknown) => void;
}

/** What of `PersonalDataErased` is read here: the keys that it destroys, with the customers they had. */
interface NamedKeys {
  readonly keys?: readonly { readonly customer: string; readonly key: string }[];
}

/** The keys that `PersonalDataErased` names: they, and none that the person was given since. */
export const erasedIn = ({ type, data, meta }: RecordedEvent): readonly KeyName[] => {
  if (type !== 'PersonalDataErased') return [];
  const { keys = [] } = data as NamedKeys;
  return keys.map(({ customer, key }) => ({ person: personOf(meta.tenant, customer), key }));
};

/** The keys are destroyed; these sinks were not swept. Asking again goes on. */
export class ErasureUnfinished extends AggregateError {
  override readonly name = 'ErasureUnfinished';

  constructor(
    faults: readonly unknown[],
    readonly swept: KeyErasureReceipt['sinks'],
    /** Names of the sinks that are left. */
    readonly left: readonly string[],
  ) {
    super(faults, `Not swept yet: ${left.join(', ')}.`);
  }
}

const PAGE = 1000;

/** Events after which the checkpoint is moved although nothing was destroyed. */
const LONG = 10_000;

const hex = (leaf: Uint8Array) => Buffer.from(leaf).toString('hex');

type Receipts = ReadonlyMap<string, KeyErasureReceipt>;

/**
 * Forgets what was kept under keys: destroys them, then sweeps every sink. What the log says wins: a
 * key that it says was destroyed is gone, whichever file was restored from a backup.
 */
export class Erasures {
  readonly #asked = new RecentCache<Promise<KeyErasureReceipt>>(1000);
  /** By their ids. */
  #wanted = new Map<string, KeyName>();
  #next: Promise<Receipts> | undefined;
  #running: Promise<unknown> = Promise.resolve();
  #subscription: Subscription | undefined;
  #due: readonly KeyName[] | undefined;
  #seen: Checkpoint | undefined;
  #marked = 0;

  constructor(private readonly parts: ErasureParts) {}

  /**
   * Destroys a key; answers when nothing is left of what was kept under it. What is asked for again
   * gets the same receipt. Keys asked for while others are being swept are swept together. Throws
   * `ErasureUnfinished`.
   */
  erase(name: KeyName): Promise<KeyErasureReceipt> {
    const known = this.#asked.get(name.key);
    if (known) return known;
    const asked = this.#erase(name);
    this.#asked.set(name.key, asked);
    asked.catch(() => this.#asked.delete(name.key));
    return asked;
  }

  /**
   * Destroys all keys that the log says to destroy, from where it was last heeded on. To be called
   * before anything else reads the log in plain. When a file was brought back from a backup, whatever
   * was kept under any key that was ever destroyed is due to be swept again.
   */
  async applyLoggedErasures(): Promise<readonly KeyName[]> {
    const { log, vault } = this.parts;
    const checkpoint = await vault.checkpoint();
    const restored =
      vault.erasures > 0 || (checkpoint !== undefined && !(await isIn(log, checkpoint)));
    const due = new Map<string, KeyName>();
    const add = (names: readonly KeyName[]) => names.forEach((name) => due.set(name.key, name));
    if (restored) add(await destroyedIn(vault));
    for await (const page of pagesOf(log, restored ? 0 : await this.#from(checkpoint))) {
      add(page.flatMap((event) => this.#keysIn(event)));
      this.#see(page.at(-1)!);
    }
    this.#due = [...due.values()];
    if (due.size > 0) await vault.destroy(this.#due);
    return this.#due;
  }

  /** Sweeps for the keys that are due, then destroys whichever the log says to destroy. */
  async follow(): Promise<void> {
    if (!this.#due) await this.applyLoggedErasures();
    const due = this.#due ?? [];
    await Promise.all(due.map((name) => this.erase(name)));
    await this.#saveCheckpoint();
    const from = this.#seen?.position ?? (await this.parts.vault.checkpoint())?.position ?? 0;
    this.#subscription = this.parts.log.subscribe(from, (events) => this.#receive(events));
  }

  async stop(): Promise<void> {
    await this.#subscription?.stop();
    await this.#running;
    await this.#saveCheckpoint();
  }

  async #erase(name: KeyName): Promise<KeyErasureReceipt> {
    await this.parts.vault.destroy([name]);
    this.#wanted.set(name.key, name);
    this.#next ??= this.#running.then(() => this.#sweep());
    return (await this.#next).get(name.key)!;
  }

  /** For all keys that are wanted now, in one go. */
  #sweep(): Promise<Receipts> {
    const names = [...this.#wanted.values()];
    this.#wanted = new Map();
    this.#next = undefined;
    const sweeping = this.#swept(names);
    this.#running = sweeping.catch(() => undefined);
    return sweeping;
  }

  async #swept(names: readonly KeyName[]): Promise<Receipts> {
    const destroyed = await this.parts.vault.destroy(names);
    const sinks: { readonly name: string; readonly position: number }[] = [];
    const faults: unknown[] = [];
    for (const target of this.parts.targets) {
      const swept = await target
        .erase(destroyed)
        .catch((error: unknown) => void faults.push(error));
      if (swept) sinks.push({ name: target.name, position: swept.position });
    }
    this.#check(sinks, faults);
    const sweptAt = (this.parts.clock ?? systemClock).now();
    return new Map(destroyed.map((one) => [one.key, receiptOf(one, sinks, sweptAt)]));
  }

  #check(swept: KeyErasureReceipt['sinks'], faults: readonly unknown[]) {
    if (faults.length === 0) return;
    const done = new Set(swept.map(({ name }) => name));
    const left = this.parts.targets.filter(({ name }) => !done.has(name)).map(({ name }) => name);
    throw new ErasureUnfinished(faults, swept, left);
  }

  /** A fault here makes the log offer the same events again. */
  async #receive(events: readonly RecordedEvent[]): Promise<void> {
    const names = events.flatMap((event) => this.#keysIn(event));
    try {
      await Promise.all(names.map((name) => this.erase(name)));
    } catch (error) {
      this.parts.onFault?.(error);
      throw error;
    }
    this.#see(events.at(-1)!);
    if (names.length > 0 || this.#seen!.position > this.#marked + LONG)
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

  #keysIn(event: RecordedEvent): readonly KeyName[] {
    return (this.parts.keysIn ?? erasedIn)(event);
  }
}

const receiptOf = (
  { person, key, at: destroyedAt }: Tombstone,
  sinks: KeyErasureReceipt['sinks'],
  sweptAt: string,
): KeyErasureReceipt => ({
  person,
  key,
  destroyedAt,
  sweptAt,
  sinks,
});

/** Whether it is this log that was heeded so far. */
const isIn = async (log: EventStore, { position, leaf }: Checkpoint): Promise<boolean> => {
  const [event] = await log.readAll({ after: position - 1, limit: 1 });
  return event?.position === position && hex(event.leaf) === leaf;
};

/** All keys that were ever destroyed. */
const destroyedIn = async (vault: Vault): Promise<readonly KeyName[]> => {
  const names: KeyName[] = [];
  for (let after: KeyName | undefined; ;) {
    const page = await vault.list({ ...(after && { after }), limit: PAGE });
    if (page.length === 0) return names;
    names.push(...page.filter(({ destroyed }) => destroyed));
    after = page.at(-1);
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
