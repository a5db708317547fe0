import {
  type AnyView,
  handles,
  type EventStore,
  keyOf,
  type RecordedEvent,
  type RowPlace,
  yieldToEventLoop,
  type ViewPurger,
  type ViewStore,
} from '#eventing';

import { pagesOf } from './erasures.js';
import type { ErasureTarget, ErasureProgress } from './erasure-target.port.js';
import type { Tombstone } from './vault.port.js';
import type { VaultedEventStore } from './vaulted-event-store.js';

export interface ViewErasureTargetParts {
  /** The log as it is stored. */
  readonly log: EventStore;
  /** Its events in plain, as the views read them. */
  readonly store: Pick<VaultedEventStore, 'decrypt'>;
  readonly views: Pick<ViewStore, 'reader' | 'purger'>;
  readonly declared: readonly AnyView[];
}

/** The rows of one view that values under some keys went into, and all events that belong to them. */
class Affected {
  readonly #rows = new Map<string, RowPlace>();
  readonly #events: RecordedEvent[] = [];
  upTo = 0;

  constructor(readonly view: AnyView) {}

  get isEmpty(): boolean {
    return this.#rows.size === 0;
  }

  /** Events that hold values under the keys. */
  note(events: readonly RecordedEvent[]): void {
    for (const event of events.filter((one) => handles(this.view, one))) {
      const row = { tenant: event.meta.tenant, key: keyOf(this.view, event) };
      this.#rows.set(`${row.tenant}\0${row.key}`, row);
    }
  }

  belongs(event: RecordedEvent): boolean {
    if (!handles(this.view, event)) return false;
    return this.#rows.has(`${event.meta.tenant}\0${keyOf(this.view, event)}`);
  }

  add(events: readonly RecordedEvent[], upTo: number): void {
    this.#events.push(...events);
    this.upTo = upTo;
  }

  reproject(purger: ViewPurger): Promise<boolean> {
    return purger.reproject(this.view, [...this.#rows.values()], this.#events, this.upTo);
  }
}

const holdsAny = ({ dataBytes }: RecordedEvent, texts: readonly string[]) => {
  const { buffer, byteOffset, length } = dataBytes;
  const kept = Buffer.from(buffer, byteOffset, length);
  return texts.some((text) => kept.includes(text));
};

/**
 * Views, and the search in them. Reads the log twice: for the rows that the values went
 * into, and for the events that those rows are made of; folds them again without the values; then
 * has the file written anew. Rows are never keyed by a personal value.
 */
export class ViewErasureTarget implements ErasureTarget {
  readonly name = 'views';

  constructor(private readonly parts: ViewErasureTargetParts) {}

  async erase(destroyed: readonly Tombstone[]): Promise<ErasureProgress> {
    // What was read in plain before the keys were destroyed is in the views after this turn.
    await yieldToEventLoop();
    const position = await this.parts.log.head();
    const affected = await this.#affectedBy(destroyed.map(({ key }) => key));
    await this.#gather(affected, 0);
    await this.#reprojectAll(affected);
    return { position };
  }

  /** Views that are made from the start are made without the values. */
  async takenIn(): Promise<number> {
    const states = await this.parts.views.reader.states();
    const positions = states.flatMap(({ position, rebuilding = 0 }) => [position, rebuilding]);
    return Math.min(Infinity, ...positions.filter((position) => position > 0));
  }

  async #affectedBy(keys: readonly string[]): Promise<readonly Affected[]> {
    const all = this.parts.declared.map((view) => new Affected(view));
    if (keys.length === 0) return [];
    for await (const page of pagesOf(this.parts.log, 0)) {
      const holding = page.filter((event) => holdsAny(event, keys));
      for (const affected of all) affected.note(holding);
    }
    return all.filter(({ isEmpty }) => !isEmpty);
  }

  async #gather(all: readonly Affected[], from: number): Promise<void> {
    if (all.length === 0) return;
    for await (const page of pagesOf(this.parts.log, from))
      for (const affected of all) {
        const own = page.filter((event) => affected.belongs(event));
        affected.add(await this.parts.store.decrypt(own), page.at(-1)!.position);
      }
  }

  /** All that can be; what cannot is told at the end. */
  async #reprojectAll(all: readonly Affected[]): Promise<void> {
    const faults: unknown[] = [];
    for (const affected of all)
      await this.#reproject(affected).catch((fault: unknown) => void faults.push(fault));
    if (all.length > 0) await this.parts.views.purger.purge();
    if (faults.length > 0) throw new AggregateError(faults, faults.map(String).join(' '));
  }

  async #reproject(affected: Affected): Promise<void> {
    for (let upTo = -1; !(await affected.reproject(this.parts.views.purger));) {
      if (upTo === affected.upTo) throw new Error('The views have seen more than the log holds.');
      upTo = affected.upTo;
      await this.#gather([affected], upTo);
    }
  }
}
