import type { MessagesOf } from '#eventing';

export const entryKinds = ['User', 'Group'] as const;
export type EntryKind = (typeof entryKinds)[number];

/** The attributes of a resource (RFC 7643) as a directory sent them, without what we add. */
export type DirectoryEntry = Readonly<Record<string, unknown>>;

/**
 * What a directory says about people and groups. It is one more source; records decide what counts.
 */
export type DirectoryEvent = MessagesOf<{
  /** A user (`id` is the customer's pseudonym) or a group is known to a directory. */
  EntryProvisioned: { kind: EntryKind; id: string; directory: string; entry: DirectoryEntry };
  /** The whole entry from now on. */
  EntryChanged: { kind: EntryKind; directory: string; entry: DirectoryEntry };
  /** The directory no longer knows it; the record stays. */
  EntryRemoved: { kind: EntryKind; directory: string };
}>;
