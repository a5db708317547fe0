import type { MessagesOf } from '#eventing';

export const entryKinds = ['User', 'Group'] as const;
export type EntryKind = (typeof entryKinds)[number];

/** The attributes of a resource (RFC 7643) as a directory sent them, without what we add. */
export type Entry = Readonly<Record<string, unknown>>;

/** What a directory says of people and groups. It is one more source; records decide what counts. */
export type DirectoryEvent = MessagesOf<{
  EntryProvisioned: { kind: EntryKind; id: string; directory: string; entry: Entry };
  EntryChanged: { kind: EntryKind; directory: string; entry: Entry };
  EntryRemoved: { kind: EntryKind; directory: string };
}>;
