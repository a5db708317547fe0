import {
  EventStore,
  type LogRange,
  type Proposed,
  type Receive,
  type Recorded,
  type StreamRange,
  type Subscription,
} from '#eventing';

import { EventOpener } from './event-opener.js';
import { EventSealer } from './event-sealer.js';
import type { Vault } from './vault.port.js';

export interface VaultedOptions {
  /** Told about each event that a subscription could not open, for the log: it stands still there. */
  readonly onFault?: (error: unknown) => void;
}

/**
 * Any log, with the personal values in it sealed under the keys of the persons they are about.
 * Whoever appends and reads sees plain values, or `ERASED` once a person's key is destroyed; the
 * log, its bytes and its hashes see ciphertext only.
 *
 * An append may also be refused with `person.erased` or `person.reserved`. Reading throws
 * `ValueTampered` for a value that was not sealed where it stands, and `KeyUnknown` for a key that
 * this vault never had; neither is ever shown as erased.
 */
export class VaultedEventStore extends EventStore {
  readonly #sealer: EventSealer;
  readonly #opener: EventOpener;

  constructor(
    private readonly inner: EventStore,
    private readonly vault: Vault,
    private readonly options: VaultedOptions = {},
  ) {
    super();
    this.#opener = new EventOpener(vault);
    this.#sealer = new EventSealer(vault);
  }

  override get epoch(): number {
    return this.inner.epoch + this.vault.erasures;
  }

  async append(
    stream: string,
    version: number,
    events: readonly Proposed[],
  ): Promise<readonly Recorded[]> {
    const sealed = this.#sealer.seal(stream, version, events);
    return this.#opener.open(
      await this.inner.append(stream, version, sealed instanceof Promise ? await sealed : sealed),
    );
  }

  async read(stream: string, range?: StreamRange): Promise<readonly Recorded[]> {
    return this.#opener.open(await this.inner.read(stream, range));
  }

  async readAll(range: LogRange): Promise<readonly Recorded[]> {
    return this.#opener.open(await this.inner.readAll(range));
  }

  /** Events of the log as it is stored, in plain. */
  async inPlain(events: readonly Recorded[]): Promise<readonly Recorded[]> {
    return this.#opener.open(events);
  }

  head(): Promise<number> {
    return this.inner.head();
  }

  subscribe(after: number, receive: Receive): Subscription {
    return this.inner.subscribe(after, (events) => {
      const opened = this.#opener.open(events);
      return opened instanceof Promise ? this.#later(opened, receive) : receive(opened);
    });
  }

  close(): Promise<void> {
    return this.inner.close();
  }

  async #later(opening: Promise<readonly Recorded[]>, receive: Receive): Promise<void> {
    const opened = await opening.catch((error: unknown) => {
      this.options.onFault?.(error);
      throw error;
    });
    return receive(opened);
  }
}
