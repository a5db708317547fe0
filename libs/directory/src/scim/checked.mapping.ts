import { lookUp } from '#eventing';
import type { DirectoryEntry, EntryKind } from '../entry/entry.events.js';
import { ensure } from '../entry/entry.rules.js';
import { entryOf } from './scim.mapping.js';
import { type Attribute, keptAttributes, urns } from './scim.representation.js';

type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Some directories send booleans as texts. */
const truths: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
]);

const invalid = (attribute: string): never => {
  ensure(false, 'not-a-value', { attribute });
  throw new Error('It was refused.');
};

/** The value as it is kept. Refuses one of another type: left out, it would empty what was there. */
const valueOf = (attribute: Attribute, value: unknown): unknown => {
  const { name, multiValued, subAttributes, type } = attribute;
  if (multiValued) return severalOf(attribute, value);
  if (subAttributes) return isObject(value) ? partsOf(subAttributes, value) : invalid(name);
  if (type === 'boolean') return truths.get(String(value).toLowerCase()) ?? invalid(name);
  return typeof value === 'string' ? value : invalid(name);
};

/** One value alone is a list of one. */
const severalOf = ({ name, subAttributes = [] }: Attribute, value: unknown) => {
  const values = isObject(value) ? [value] : value;
  if (!Array.isArray(values)) return invalid(name);
  return (values as readonly unknown[]).map((one) =>
    isObject(one) ? partsOf(subAttributes, one) : invalid(name),
  );
};

const names = new WeakMap<readonly Attribute[], ReadonlyMap<string, Attribute>>();

/** Made once for each table: a group has tens of thousands of members. */
const namesOf = (attributes: readonly Attribute[]): ReadonlyMap<string, Attribute> => {
  const known = names.get(attributes);
  if (known) return known;
  const made = new Map(attributes.map((attribute) => [attribute.name.toLowerCase(), attribute]));
  names.set(attributes, made);
  return made;
};

/** Attribute names have no case (RFC 7643, 2.1); what is unknown is left out, and null is no value. */
const partsOf = (attributes: readonly Attribute[], body: Members): DirectoryEntry => {
  const byName = namesOf(attributes);
  const known = Object.entries(body).flatMap(([name, given]) => {
    const attribute = byName.get(name.toLowerCase());
    if (!attribute || given === null || given === undefined) return [];
    return [[attribute.name, valueOf(attribute, given)] as const];
  });
  return Object.fromEntries(known);
};

const isBlank = (value: unknown) => typeof value !== 'string' || value.trim() === '';

const primariesIn = (values: unknown): readonly Members[] =>
  Array.isArray(values) ? (values as Members[]).filter(({ primary }) => primary === true) : [];

const manyPrimaries = (entry: DirectoryEntry): readonly string[] =>
  Object.keys(entry).filter((name) => primariesIn(lookUp(entry, name)).length > 1);

/** What is kept of what a directory sent. Refuses values that the attributes do not take. */
const typedEntryOf = (kind: EntryKind, body: Members): DirectoryEntry => {
  const entry = partsOf(keptAttributes[kind], body);
  for (const { name, required } of keptAttributes[kind])
    if (required && isBlank(lookUp(entry, name))) invalid(name);
  // How long it may be is asked of what has the right type.
  return entryOf(kind, entry);
};

/** The same of a whole entry, where one value of several is the primary one (RFC 7643, 2.4). */
export const checkedEntryOf = (kind: EntryKind, body: Members): DirectoryEntry => {
  const entry = typedEntryOf(kind, body);
  for (const name of manyPrimaries(entry)) invalid(name);
  return entry;
};

const onlyPrimary = (values: unknown, kept: Members) =>
  (values as Members[]).map((one) => (one['primary'] && one !== kept ? withoutPrimary(one) : one));

const withoutPrimary = ({ primary: _primary, ...others }: Members): Members => others;

const wasPrimary = (before: unknown, { value, type }: Members): boolean =>
  primariesIn(before).some((one) => one['value'] === value && one['type'] === type);

/** The entry after a change: a new primary value takes the place of the former (RFC 7644, 3.5.2). */
export const changedEntryOf = (
  kind: EntryKind,
  before: DirectoryEntry,
  body: Members,
): DirectoryEntry => {
  const entry = typedEntryOf(kind, body);
  const narrowed = manyPrimaries(entry).map((name) => {
    const news = primariesIn(lookUp(entry, name)).filter(
      (one) => !wasPrimary(lookUp(before, name), one),
    );
    return [
      name,
      news.length === 1 ? onlyPrimary(lookUp(entry, name), news[0]!) : invalid(name),
    ] as const;
  });
  return { ...entry, ...Object.fromEntries(narrowed) };
};

const urnOf = /^urn:ietf:params:scim:schemas:core:2\.0:(?:user|group):/u;

const readOnly = new Set(['id', 'meta', 'groups', urns.record.toLowerCase()]);

/** The attribute that a path is about, in lower case. */
const attributeIn = (path: string): string => {
  const name = path.toLowerCase();
  if (name.startsWith(urns.record.toLowerCase())) return urns.record.toLowerCase();
  return name.replace(urnOf, '').split(/[.[]/u, 1)[0]!;
};

const namedIn = (operation: unknown, id: string): readonly string[] => {
  if (!isObject(operation)) return [];
  const { path, value } = operation;
  if (typeof path === 'string') return [attributeIn(path)];
  // Some directories send the id along, as it is.
  const given = Object.entries(isObject(value) ? value : {});
  return given
    .filter(([name, one]) => name !== 'id' || one !== id)
    .map(([name]) => attributeIn(name));
};

/** Refuses a change of what is not a directory's to change (RFC 7644, 3.5.2). */
export const ensureWritable = (id: string, operations: readonly unknown[]): void => {
  const [attribute] = operations
    .flatMap((operation) => namedIn(operation, id))
    .filter((name) => readOnly.has(name));
  ensure(attribute === undefined, 'read-only', { attribute });
};
