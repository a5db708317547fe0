import { lookUp } from '#eventing';
import type { Said } from '#records';

import type { DirectoryEntry } from '../entry/entry.events.js';

type Members = Readonly<Record<string, unknown>>;

const textIn = (of: unknown, name: string): string | undefined => {
  const value = lookUp(of as Members | undefined, name);
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
};

/** Of several values the primary one, else the first (RFC 7643, 2.4). */
const oneOf = (entry: DirectoryEntry, name: string): Members | undefined => {
  const all = lookUp(entry, name);
  if (!Array.isArray(all)) return undefined;
  const members = all as readonly Members[];
  return members.find(({ primary }) => primary === true) ?? members[0];
};

const nameIn = ({ name, displayName }: DirectoryEntry): string | undefined => {
  const formatted = textIn(name, 'formatted');
  const parts = [textIn(name, 'givenName'), textIn(name, 'familyName')].filter(Boolean).join(' ');
  return formatted ?? (parts === '' ? textIn({ displayName }, 'displayName') : parts);
};

const digit = '[0-9٠-٩۰-۹]';
const before = new RegExp(`^(${digit}+(?:\\s?\\p{L}(?=[\\s,]))?)[\\s,]+(?=[^\\s,])`, 'u');
const behind = new RegExp(`(?<=[\\s,])${digit}+\\s?\\p{L}?$`, 'u');

/** Looks at each run of separators once: without the look behind it would from each of its places. */
const separatorsAtEnd = /(?<![\s,])[\s,]+$/u;

interface Door {
  readonly street: string;
  readonly houseNumber: string;
}

const isStreet = (text: string) => text !== '' && !/[\n\r\u2028\u2029]/u.test(text);

const doorWith = (street: string, houseNumber: string): Door | undefined =>
  isStreet(street) ? { street, houseNumber } : undefined;

/** SCIM has one line for street and house number; without a number it is no address here. */
const doorOf = (line: string): Door | undefined => {
  const [first = '', number] = before.exec(line) ?? [];
  const door = number && doorWith(line.slice(first.length), number);
  if (door) return door;
  const last = behind.exec(line);
  return last
    ? doorWith(line.slice(0, last.index).replace(separatorsAtEnd, ''), last[0])
    : undefined;
};

const addressIn = (entry: DirectoryEntry): Said | undefined => {
  const address = oneOf(entry, 'addresses');
  const door = doorOf(textIn(address, 'streetAddress') ?? '');
  if (!door) return undefined;
  const parts = {
    postalCode: textIn(address, 'postalCode'),
    city: textIn(address, 'locality'),
    region: textIn(address, 'region'),
    country: textIn(address, 'country'),
  };
  const known = Object.entries(parts).filter(([, text]) => text !== undefined);
  return { ...door, ...Object.fromEntries(known) };
};

/** How an attribute of a user becomes the value of a field of the record. */
const attributes: Readonly<
  Record<string, readonly [string, (entry: DirectoryEntry) => Said | undefined]>
> = {
  name: ['name', nameIn],
  'preferred-name': ['nickName', (entry) => textIn(entry, 'nickName')],
  email: ['emails', (entry) => textIn(oneOf(entry, 'emails'), 'value')],
  telephone: ['phoneNumbers', (entry) => textIn(oneOf(entry, 'phoneNumbers'), 'value')],
  address: ['addresses', addressIn],
  language: ['preferredLanguage', (entry) => textIn(entry, 'preferredLanguage')],
};

/** What a directory's user says about a record; a removed attribute withdraws its claim. */
export const saidByUser = (entry: DirectoryEntry): Readonly<Record<string, Said>> =>
  Object.fromEntries(
    Object.entries(attributes).map(([field, [, read]]) => [field, read(entry) ?? '']),
  );

/** The attribute that says something of a field. */
export const attributeOf = (field: string): string | undefined => lookUp(attributes, field)?.[0];
