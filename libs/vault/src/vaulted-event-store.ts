import {
  EventStore,
  type LogRange,
  type NewEvent,
  type Receive,
  type RecordedEvent,
  type StreamRange,
  type Subscription,
} from '#eventing';

import type { Disclosure } from './disclosure.js';
import { EventDecryptor } from './event-decryptor.js';
import { EventEncryptor, type EncryptorOptions } from './event-encryptor.js';
import type { Vault } from './vault.port.js';

export interface VaultedOptions extends EncryptorOptions {
  /** Told about each event that a subscription could not open, for the log: it stands still there. */
  readonly onFault?: (error: unknown) => void;
}

/**
 * Any log, with the personal values in it encrypted under the keys of the persons they are about.
 * Anyone who appends and reads sees plain values, or `ERASED` once a person's key is destroyed; the
 * log, its bytes and its hashes see ciphertext only.
 *
 * An append may also be refused with `person.erased` or `person.reserved`. Reading throws
 * `ValueTampered` for a value that was not encrypted where it stands, and `KeyUnknown` for a key that
 * this vault never had; neither is ever shown as erased.
 */
export class VaultedEventStore extends EventStore {
  readonly #encryptor: EventEncryptor;
  readonly #decryptor: EventDecryptor;

  constructor(
    private readonly inner: EventStore,
    private readonly vault: Vault,
    private readonly options: VaultedOptions = {},
  ) {
    super();
    this.#decryptor = new EventDecryptor(vault);
    this.#encryptor = new EventEncryptor(vault, options);
  }

  override get epoch(): number {
    return this.inner.epoch + this.vault.erasures;
  }

  async append(
    stream: string,
    version: number,
    events: readonly NewEvent[],
  ): Promise<readonly RecordedEvent[]> {
    const encrypted = this.#encryptor.encrypt(stream, version, events);
    return this.#decryptor.decrypt(
      await this.inner.append(
        stream,
        version,
        encrypted instanceof Promise ? await encrypted : encrypted,
      ),
    );
  }

  /** Takes them over as they are stored: encrypted, under the keys of this vault. */
  async appendRecorded(
    stream: string,
    version: number,
    events: readonly RecordedEvent[],
  ): Promise<readonly RecordedEvent[]> {
    return this.#decryptor.decrypt(await this.inner.appendRecorded(stream, version, events));
  }

  async read(stream: string, range?: StreamRange): Promise<readonly RecordedEvent[]> {
    return this.#decryptor.decrypt(await this.inner.read(stream, range));
  }

  async readAll(range: LogRange): Promise<readonly RecordedEvent[]> {
    return this.#decryptor.decrypt(await this.inner.readAll(range));
  }

  /** Events of the log as it is stored, in plain. */
  async decrypt(events: readonly RecordedEvent[]): Promise<readonly RecordedEvent[]> {
    return this.#decryptor.decrypt(events);
  }

  /**
   * The personal values of an event of the log as it is stored, each as it can be shown by itself to
   * somebody who checks it against the log without a key; none of them whose key is destroyed.
   */
  disclosures(event: RecordedEvent): Promise<readonly Disclosure[]> {
    return this.#decryptor.disclosures(event);
  }

  head(): Promise<number> {
    return this.inner.head();
  }

  subscribe(after: number, receive: Receive): Subscription {
    return this.inner.subscribe(after, (events) => {
      const decrypted = this.#decryptor.decrypt(events);
      return decrypted instanceof Promise ? this.#later(decrypted, receive) : receive(decrypted);
    });
  }

  close(): Promise<void> {
    return this.inner.close();
  }

  async #later(opening: Promise<readonly RecordedEvent[]>, receive: Receive): Promise<void> {
    const decrypted = await opening.catch((error: unknown) => {
      this.options.onFault?.(error);
      throw error;
    });
    return receive(decrypted);
  }
}
