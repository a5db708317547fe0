import { type Clock, type EventStore, type RecordedEvent, type Subscription } from '#eventing';

import type { NoteSigner } from '../notes/note-key.js';
import type { LedgerStore } from '../store/ledger-store.port.js';
import type { Cosigners } from './cosigners.js';
import { grow, type LoggedEvent } from './grow.js';
import type { Witness } from './witness.port.js';

export interface NotaryParts {
  /** The log as it is stored. */
  readonly log: Pick<EventStore, 'subscribe' | 'head'>;
  readonly store: LedgerStore;
  /** Those who sign a tenant's checkpoints: the first is the log's own key of today. */
  readonly signers: (tenant: string) => readonly NoteSigner[];
  readonly witnesses: readonly Witness[];
  /** Told of each checkpoint; nothing waits for them. */
  readonly cosigners?: Pick<Cosigners, 'published'>;
  readonly clock: Pick<Clock, 'after'>;
  readonly onFault: (error: unknown) => void;
}

/** Milliseconds from growth to the checkpoint with it. */
const EVERY = 500;

/** Milliseconds between two looks whether every event has arrived, and how many looks. */
const LOOK = 5;
const LOOKS = 2000;

/** Events that wait for a checkpoint; with so many one is signed at once, so that no commit is long. */
const WAITING = 2000;

type Pending = LoggedEvent & { readonly tenant: string };

const pendingOf = ({ position, stream, revision, leaf, meta }: RecordedEvent): Pending => ({
  tenant: meta.tenant,
  position,
  stream,
  revision,
  leaf,
});

/**
 * Follows the log of events and adds each to the Merkle log of its tenant, with a signed checkpoint
 * half a second after growth and none while nothing happens. What it adds is written together with
 * the checkpoint; after a stop anywhere it goes on where the last one ended.
 */
export class Notary {
  #pending: Pending[] = [];
  #received = 0;
  #subscription: Subscription | undefined;
  #cancel: (() => void) | undefined;
  #sealing: Promise<void> = Promise.resolve();

  constructor(private readonly parts: NotaryParts) {}

  async start(): Promise<void> {
    this.#received = await this.parts.store.position();
    for (const tenant of await this.parts.store.tenants()) await this.#publish(tenant);
    this.#subscription = this.parts.log.subscribe(this.#received, (events) =>
      this.#receive(events),
    );
  }

  /** Signs what waits, without waiting for the half second. */
  seal(): Promise<void> {
    this.#cancel?.();
    this.#cancel = undefined;
    const sealed = this.#sealing.then(() => this.#seal());
    this.#sealing = sealed.catch(() => undefined);
    return sealed;
  }

  /** Resolves when every event of now is covered by a checkpoint. Rejects when that takes ten seconds. */
  async caughtUp(): Promise<void> {
    const head = await this.parts.log.head();
    for (let looks = 0; this.#received < head && looks < LOOKS; looks += 1)
      await new Promise<void>((go) => void setTimeout(go, LOOK));
    await this.seal();
    if (this.#received < head) throw new Error('The ledger does not follow the log.');
  }

  async stop(): Promise<void> {
    const subscription = this.#subscription;
    this.#subscription = undefined;
    await subscription?.stop();
    await this.seal().catch(this.parts.onFault);
  }

  /** Nothing is taken before there is room, so that a batch that is given again is not taken twice. */
  async #receive(events: readonly RecordedEvent[]): Promise<void> {
    if (this.#pending.length >= WAITING) await this.seal();
    const fresh = events.filter(({ position }) => position > this.#received);
    this.#pending.push(...fresh.map(pendingOf));
    this.#received = fresh.at(-1)?.position ?? this.#received;
    this.#schedule();
  }

  #schedule() {
    if (this.#pending.length === 0) return;
    this.#cancel ??= this.parts.clock.after(EVERY, () => {
      this.seal().catch((error: unknown) => {
        this.parts.onFault(error);
        this.#schedule();
      });
    });
  }

  async #seal(): Promise<void> {
    const events = this.#pending;
    if (events.length === 0) return;
    this.#pending = [];
    try {
      await this.#write(events);
    } catch (error) {
      this.#pending = [...events, ...this.#pending];
      throw error;
    }
    for (const tenant of new Set(events.map((event) => event.tenant))) await this.#publish(tenant);
  }

  async #write(events: readonly Pending[]): Promise<void> {
    const { store, signers } = this.parts;
    const byTenant = Map.groupBy(events, ({ tenant }) => tenant);
    const growths = await Promise.all(
      [...byTenant].map(([tenant, own]) => grow(store, tenant, own, signers(tenant))),
    );
    await store.write(growths, events.at(-1)!.position);
  }

  /** A witness that cannot be reached is told of the next checkpoint. */
  async #publish(tenant: string): Promise<void> {
    const { store, witnesses, cosigners, onFault } = this.parts;
    const { note } = (await store.head(tenant))!;
    await Promise.all(witnesses.map((witness) => witness.publish({ tenant, note }).catch(onFault)));
    cosigners?.published(tenant);
  }
}
