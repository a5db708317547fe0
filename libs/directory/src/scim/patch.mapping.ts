import { Refusal } from '#eventing';

import {
  patchBodyValidation,
  scimPatch,
  type ScimPatchOperation,
  type ScimResource,
} from 'scim-patch';
import type { DirectoryEntry, EntryKind } from '../entry/entry.events.js';
import { ensure } from '../entry/entry.rules.js';
import { changedEntryOf } from './checked.mapping.js';
import { type MemberChange, membersAfter, membersIn, type Operation } from './members.mapping.js';
import { isObject, type Members, MOST_VALUES } from './scim.mapping.js';
import { urns } from './scim.representation.js';

/** What a PATCH changes, one operation after the other. */
export interface PatchOperations {
  readonly Operations: readonly unknown[];
}

const namesIn = (path: string): readonly string[] =>
  path.replaceAll(/"[^"]*"/g, '').split(/[^\w$-]+/u);

const keysIn = (value: unknown): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap(keysIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...keysIn(inner)]);
};

/** The library follows names wherever they lead, so names that every object has lead out of the entry. */
const ensureOwnNames = ({ path = '', value }: Operation) => {
  const all = [path, ...keysIn(value)].flatMap(namesIn);
  const strange = all.find((name) => Object.hasOwn(Object.prototype, name));
  ensure(strange === undefined, 'patch-invalid', { attribute: strange });
};

/** The library compares every value with every other one. */
const ensureFew = (value: unknown): void => {
  if (typeof value !== 'object' || value === null) return;
  const inner = Object.values(value);
  ensure(!Array.isArray(value) || inner.length <= MOST_VALUES, 'too-long', { limit: MOST_VALUES });
  inner.forEach(ensureFew);
};

/** Some directories send booleans as texts. */
const withBoolean = (operation: Operation): Operation => {
  const text = typeof operation.value === 'string' ? operation.value.toLowerCase() : '';
  if (operation.path !== 'active' || !['true', 'false'].includes(text)) return operation;
  return { ...operation, value: text === 'true' };
};

const resourceOf = (kind: EntryKind, entry: Members) =>
  structuredClone({
    schemas: [urns[kind === 'User' ? 'user' : 'group']],
    meta: {},
    ...entry,
  }) as unknown as ScimResource;

const byLibrary = (kind: EntryKind, entry: Members, operations: readonly Operation[]): Members => {
  if (operations.length === 0) return entry;
  operations.forEach(({ value }) => ensureFew(value));
  const changes = operations.map(withBoolean) as unknown as readonly ScimPatchOperation[];
  return scimPatch(resourceOf(kind, entry), [...changes]) as unknown as Members;
};

interface Parted {
  readonly changes: readonly MemberChange[];
  readonly others: readonly Operation[];
}

/** Changes of a group's members touch nothing else, so they are made apart, in their order. */
const parted = (kind: EntryKind, operations: readonly Operation[]): Parted => {
  if (kind === 'User') return { changes: [], others: operations };
  const found = operations.map(membersIn);
  return {
    changes: found.flatMap(({ change }) => change ?? []),
    others: found.flatMap(({ other }) => other ?? []),
  };
};

const afterAll = (kind: EntryKind, entry: DirectoryEntry, operations: readonly Operation[]) => {
  const { changes, others } = parted(kind, operations);
  if (changes.length === 0) return byLibrary(kind, entry, others);
  const { members, ...rest } = entry;
  return { ...byLibrary(kind, rest, others), ...membersAfter(members, changes) };
};

const asPatch = (Operations: readonly unknown[]): readonly Operation[] => {
  patchBodyValidation({
    schemas: [urns.patch],
    Operations: Operations as ScimPatchOperation[],
  });
  return Operations as readonly Operation[];
};

/** The entry after a PATCH (RFC 7644, 3.5.2). It takes as long as its operations and the entry are. */
export const patched = (
  kind: EntryKind,
  entry: DirectoryEntry,
  patch: PatchOperations,
): DirectoryEntry => {
  try {
    const operations = asPatch(patch.Operations);
    operations.forEach(ensureOwnNames);
    return changedEntryOf(kind, entry, afterAll(kind, entry, operations));
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const why = error instanceof Error ? error.message : '';
    ensure(false, 'patch-invalid', { why });
    throw error;
  }
};
