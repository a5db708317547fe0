import { described, optional, singleLine, slug, strictObject, text, Type } from '#platform';

import { type Address, addressParts } from './value.events.js';

/** What each part of an address is. */
const parts: { readonly [Part in keyof Address]-?: string } = {
  street: 'The street.',
  houseNumber: 'The number of the house.',
  unit: 'Flat, floor, entrance.',
  postalCode: 'The postal code.',
  city: 'The city.',
  region: 'The region.',
  country: 'The country: its name, or two letters (ISO 3166-1).',
};

/** Nothing between the quotes: the address has no such part. */
const partOf = (says: string) =>
  described(Type.Union([Type.Literal(''), singleLine(200)]), `${says} Empty: there is none.`);

/** An address as somebody says it: the parts that they name. */
export const SaidAddress = strictObject(
  Object.fromEntries(addressParts.map((part) => [part, optional(partOf(parts[part]))] as const)),
);

/** What somebody says of a field. */
export const SaidValue = Type.Union([text(500), SaidAddress]);

const ImportedValue = Type.Union([Type.String({ maxLength: 500 }), SaidAddress]);

/** What a system says of some fields. */
export const ImportedFields = Type.Record(slug(), ImportedValue, { maxProperties: 100 });

/** What somebody answers to some factors. */
export const SaidAnswers = Type.Record(slug(), Type.Union([singleLine(500), SaidAddress]), {
  maxProperties: 20,
});
