import { Injectable } from '@nestjs/common';
import { EventStore, type RecordedEvent, streamOf } from '#eventing';

import type { DirectoryEntry, DirectoryEvent, EntryKind } from './entry.events.js';

/** An entry as its stream has it: what a decision may be based on. */
export interface StoredEntry {
  readonly kind: EntryKind;
  readonly entry: DirectoryEntry;
  readonly version: number;
}

const isEntry = (value: unknown): value is DirectoryEntry =>
  typeof value === 'object' && value !== null;

/** Reads entries from their streams, whose last event says all. */
@Injectable()
export class StoredEntries {
  constructor(private readonly store: EventStore) {}

  /** Nothing for an entry that there never was, that was removed, or that was erased. */
  async read(tenant: string, id: string): Promise<StoredEntry | undefined> {
    const stream = streamOf('entry', tenant, id);
    const events = await this.store.read(stream, { backwards: true, limit: 1 });
    const [last] = events as unknown as readonly RecordedEvent<DirectoryEvent>[];
    if (!last || last.type === 'EntryRemoved' || !isEntry(last.data.entry)) return undefined;
    const { kind, entry } = last.data;
    return { kind, entry, version: last.revision + 1 };
  }
}
