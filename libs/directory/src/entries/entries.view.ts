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

interface Several {
  readonly value?: unknown;
  readonly type?: unknown;
}

const severalOf = ({ entry }: EntryRow, name: string): readonly Several[] => {
  const all = lookUp(entry, name);
  return Array.isArray(all) ? all : [];
};

const valuesOf = (row: EntryRow, name: string): readonly string[] =>
  severalOf(row, name).flatMap(({ value }) => (typeof value === 'string' ? [value] : []));

const emailsOf = (row: EntryRow) => valuesOf(row, 'emails').map((value) => value.toLowerCase());

/** `work\0salma@example.org`: what is asked of one address is held by one member. */
const emailTypesOf = (row: EntryRow): readonly string[] =>
  severalOf(row, 'emails').flatMap(({ type, value }) =>
    typeof type === 'string' ? [`${type}\0${typeof value === 'string' ? value : ''}`] : [],
  );

/** The longest part of a text that is looked for, and the last character that it may begin at. */
export const [LONGEST_PART, LAST_BEGIN] = [64, 128];

/** A text from each of its characters on: a part of it is the beginning of one of these. */
const endsOf = (text: string | null): readonly string[] => {
  const characters = [...(text ?? '')];
  const begins = characters.slice(0, LAST_BEGIN);
  return begins.map((_, at) => characters.slice(at, at + LONGEST_PART).join(''));
};

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
  version: 2,
  of: ['entry', 'record'],
  columns: {
    kind: { type: 'text', of: ({ kind }) => kind },
    id: { type: 'text', of: ({ id }) => id },
    userName: { type: 'text', of: (row) => lower(textOf(row, 'userName')) },
    displayName: { type: 'text', of: (row) => lower(textOf(row, 'displayName')) },
    externalId: { type: 'text', of: (row) => textOf(row, 'externalId') },
    emails: { type: 'set', of: emailsOf },
    emailTypes: { type: 'set', of: (row) => emailTypesOf(row).map((text) => text.toLowerCase()) },
    members: { type: 'set', of: (row) => valuesOf(row, 'members') },
    userNameEnds: { type: 'set', of: (row) => endsOf(lower(textOf(row, 'userName'))) },
    displayNameEnds: { type: 'set', of: (row) => endsOf(lower(textOf(row, 'displayName'))) },
    emailEnds: { type: 'set', of: (row) => emailsOf(row).flatMap(endsOf) },
    createdAt: { type: 'text', of: ({ createdAt }) => createdAt },
    changedAt: { type: 'text', of: ({ changedAt }) => changedAt },
    active: { type: 'integer', of: isActive },
  },
  indexes: [
    ['kind', 'id'],
    ['kind', 'userName'],
    ['kind', 'externalId'],
    ['kind', 'displayName'],
    ['kind', 'changedAt'],
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
