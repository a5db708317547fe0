import { lookUp } from '#eventing';

import type { DirectoryEntry, EntryKind } from '../entry/entry.events.js';
import { ensure } from '../entry/entry.rules.js';
import { type Attribute, keptAttributes } from './scim.representation.js';

export type Members = Readonly<Record<string, unknown>>;

/** What an attribute may hold: characters of a text, values of a list. */
export const LONGEST_TEXT = 1000;
export const MOST_VALUES = 100;
export const MOST_MEMBERS = 50_000;

export const isObject = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Some directories send booleans as strings. */
const truths: Readonly<Record<string, boolean>> = { true: true, false: false };

/** The value, if it has the attribute's type; otherwise undefined. */
const valueOf = (attribute: Attribute, value: unknown): unknown => {
  const { multiValued, subAttributes, type } = attribute;
  if (multiValued) return Array.isArray(value) ? severalOf(attribute, value) : undefined;
  if (subAttributes) return isObject(value) ? partsOf(subAttributes, value) : undefined;
  if (type === 'boolean') return lookUp(truths, String(value).toLowerCase());
  return typeof value === 'string' ? textOf(attribute, value) : undefined;
};

const textOf = ({ name }: Attribute, text: string): string => {
  ensure(text.length <= LONGEST_TEXT, 'too-long', { attribute: name, limit: LONGEST_TEXT });
  return text;
};

const severalOf = ({ name, subAttributes = [] }: Attribute, values: readonly unknown[]) => {
  const limit = name === 'members' ? MOST_MEMBERS : MOST_VALUES;
  ensure(values.length <= limit, 'too-long', { attribute: name, limit });
  return values.filter(isObject).map((one) => partsOf(subAttributes, one));
};

/** Attribute names are case-insensitive (RFC 7643, 2.1); unknown ones are left out. */
const partsOf = (attributes: readonly Attribute[], body: Members): DirectoryEntry => {
  const byName = new Map(attributes.map((attribute) => [attribute.name.toLowerCase(), attribute]));
  const known = Object.entries(body).flatMap(([name, given]) => {
    const attribute = byName.get(name.toLowerCase());
    const value = attribute && valueOf(attribute, given);
    return value === undefined ? [] : [[attribute!.name, value] as const];
  });
  return Object.fromEntries(known);
};

/** The part of a directory's request that is stored, in the shape of its schema. */
export const entryOf = (kind: EntryKind, body: Members): DirectoryEntry =>
  partsOf(keptAttributes[kind], body);
