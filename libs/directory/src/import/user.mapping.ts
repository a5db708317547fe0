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

/** SCIM has one text for street and house number: the lines of it, and no number guessed out of it. */
const streetIn = (address: Members | undefined): string | undefined => {
  const lines = (textIn(address, 'streetAddress') ?? '').split(/[\r\n]+/u);
  const said = lines.map((line) => line.replace(/\s+/gu, ' ').trim()).filter(Boolean);
  return said.length === 0 ? undefined : said.join(', ');
};

/** What cannot be read is said all the same, so that nothing is taken back by it. */
const addressIn = (entry: DirectoryEntry): Said | undefined => {
  const address = oneOf(entry, 'addresses');
  const parts = {
    street: streetIn(address),
    postalCode: textIn(address, 'postalCode'),
    city: textIn(address, 'locality'),
    region: textIn(address, 'region'),
    country: textIn(address, 'country'),
  };
  const known = Object.entries(parts).filter(([, text]) => text !== undefined);
  return known.length === 0 ? textIn(address, 'formatted') : Object.fromEntries(known);
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
