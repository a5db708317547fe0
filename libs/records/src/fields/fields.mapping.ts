import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/max/metadata';
import validator from 'validator';
import type { Reader, RecordSettings } from '../record/record.settings.js';
import type { Address, Said, Value } from '../record/value.events.js';

/** What words are read by, where they do not say it themselves. */
export interface Reading {
  /** ISO 3166-1, two letters: of telephone numbers without a country code, and of addresses. */
  readonly country?: string;
}

const arabic = /[٠-٩۰-۹]/gu;

/** The same digits in ASCII: the last four bits of Arabic-Indic and Persian ones are the value. */
const inLatinDigits = (text: string): string =>
  text.replace(arabic, (digit) => String(digit.charCodeAt(0) & 15));

const tidy = (text: string, longest = 500): string | undefined => {
  const one = inLatinDigits(text.normalize('NFC')).replace(/\s+/gu, ' ').trim();
  return one === '' || one.length > longest ? undefined : one;
};

/** A reader of one line of text. */
const ofText =
  (read: (text: string) => string | undefined): Reader =>
  (said) => {
    const text = typeof said === 'string' ? tidy(said) : undefined;
    return text === undefined ? undefined : read(text);
  };

/** E.164, by Google's metadata. */
const telephone = ({ country }: Reading): Reader =>
  ofText((text) => {
    const where = country ? { defaultCountry: country as CountryCode } : {};
    const number = parsePhoneNumberFromString(text, where, metadata);
    return number?.isValid() ? number.number : undefined;
  });

/** The part before the at sign is the mail server's business; the domain has no case. */
const email: Reader = ofText((text) => {
  const [local, domain] = [text.slice(0, text.lastIndexOf('@')), text.split('@').at(-1)!];
  return validator.isEmail(text) ? `${local}@${domain.toLowerCase()}` : undefined;
});

/** BCP 47 in its canonical form. */
const language: Reader = ofText((text) => {
  try {
    return Intl.getCanonicalLocales(text.replaceAll('_', '-'))[0];
  } catch {
    return undefined;
  }
});

const date: Reader = ofText((text) =>
  validator.isDate(text, { format: 'YYYY-MM-DD', strictMode: true }) ? text : undefined,
);

/** `30 a` and `30A` are one door. */
const houseNumber = (text: string): string =>
  text.toUpperCase().replace(/^(\d+) (\p{L})$/u, '$1$2');

const forms: { readonly [Part in keyof Address]?: (text: string) => string } = {
  houseNumber,
  postalCode: (text) => text.toUpperCase(),
  country: (text) => text.toUpperCase(),
};

const isIn = <T extends string>(list: readonly T[], value: string): value is T =>
  (list as readonly string[]).includes(value);

const postalLocales = validator.isPostalCodeLocales;

/** A postal code is checked where its country has known ones. */
const isRight = ({ street, houseNumber: number, postalCode, country }: Partial<Address>) => {
  if (street === undefined || number === undefined) return false;
  if (country !== undefined && !validator.isISO31661Alpha2(country)) return false;
  if (postalCode === undefined || country === undefined) return true;
  return !isIn(postalLocales, country) || validator.isPostalCode(postalCode, country);
};

const readParts = (said: Partial<Address>): Partial<Address> | undefined => {
  const parts = Object.entries(said) as [keyof Address, string][];
  const read = parts.map(([part, words]) => {
    const text = tidy(words, 200);
    return [part, text === undefined ? undefined : (forms[part]?.(text) ?? text)] as const;
  });
  return read.some(([, text]) => text === undefined) ? undefined : Object.fromEntries(read);
};

/** What was not said is as it was known: whoever corrects the number does not say the street again. */
const address =
  ({ country }: Reading): Reader =>
  (said: Said, known: Value | undefined) => {
    if (typeof said === 'string') return undefined;
    const before = typeof known === 'object' ? known : { ...(country && { country }) };
    const parts = readParts(said);
    const whole = parts && { ...before, ...parts };
    return whole && isRight(whole) ? (whole as Address) : undefined;
  };

const line: Reader = ofText((text) => text);

/** One reader for each kind of field, each by a library that others keep up. */
export const readersFor = (reading: Reading = {}): RecordSettings['read'] => ({
  text: line,
  name: line,
  address: address(reading),
  telephone: telephone(reading),
  email,
  language,
  date,
});
