import { idOf, type Moment, type RecordedEvent, type View, lookUp } from '#eventing';
import type { RecordEvent } from '#records';

import type { DirectoryEvent, DirectoryEntry, EntryKind } from '../entry/entry.events.js';

/** A resource as a directory sees it. */
export interface EntryRow {
  readonly id: string;
  readonly kind: EntryKind;
  readonly directory: string;
  readonly entry: DirectoryEntry;
  readonly version: number;
  readonly createdAt: Moment;
  readonly changedAt: Moment;
}

const textOf = ({ entry }: EntryRow, name: string): string | null => {
  const value = lookUp(entry, name);
  return typeof value === 'string' ? value : null;
};

const lower = (text: string | null) => text?.toLowerCase() ?? null;

const emailsOf = ({ entry: { emails } }: EntryRow): readonly string[] =>
  Array.isArray(emails)
    ? emails.flatMap(({ value }: { readonly value?: unknown }) =>
        typeof value === 'string' ? [value.toLowerCase()] : [],
      )
    : [];

const isActive = ({ entry: { active } }: EntryRow) => (active === false ? 0 : 1);

const stamped = ({
  data,
  meta,
  revision,
}: RecordedEvent<DirectoryEvent & { data: { entry: DirectoryEntry } }>) => ({
  kind: data.kind,
  directory: data.directory,
  entry: data.entry,
  version: revision + 1,
  changedAt: meta.at,
});

export const entriesView: View<DirectoryEvent | RecordEvent, EntryRow> = {
  name: 'directory-entries',
  version: 1,
  of: ['entry', 'record'],
  columns: {
    kind: { type: 'text', of: ({ kind }) => kind },
    id: { type: 'text', of: ({ id }) => id },
    userName: { type: 'text', of: (row) => lower(textOf(row, 'userName')) },
    displayName: { type: 'text', of: (row) => lower(textOf(row, 'displayName')) },
    externalId: { type: 'text', of: (row) => textOf(row, 'externalId') },
    emails: { type: 'set', of: emailsOf },
    active: { type: 'integer', of: isActive },
  },
  indexes: [
    ['kind', 'id'],
    ['kind', 'userName'],
    ['kind', 'externalId'],
    ['kind', 'displayName'],
  ],
  when: {
    EntryProvisioned: (_, event) => ({
      ...stamped(event),
      id: idOf(event.stream),
      createdAt: event.meta.at,
    }),
    EntryChanged: (row, event) => row && { ...row, ...stamped(event) },
    EntryRemoved: () => null,
    PersonalDataErased: () => null,
  },
};
