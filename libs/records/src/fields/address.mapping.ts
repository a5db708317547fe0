import validator from 'validator';
import type { Reader } from '../record/record.settings.js';
import { type Address, addressParts, type Said, type Value } from '../record/value.events.js';
import { countryOf } from './countries.mapping.js';
import { tidy } from './text.mapping.js';

/** `30 a` and `30A` are one door; a house that has a name keeps it as it is. */
const houseNumber = (text: string): string =>
  /^\d/u.test(text) ? text.toUpperCase().replace(/^(\d+) (\p{L})$/u, '$1$2') : text;

const forms: { readonly [Part in keyof Address]?: (text: string) => string | undefined } = {
  houseNumber,
  postalCode: (text) => text.toUpperCase(),
  country: countryOf,
};

/** A box at the post office is in no street, so it takes no number of a house along. */
const postBox =
  /^(?:p\.? ?o\.? ?box|post(?:al)? box|postfach|postbus|bo[iî]te postale|b\.?p\.? \d|apartado|casella postale|caixa postal|ص\.? ?ب|صندوق (?:ال)?بريد)/iu;

const isIn = <T extends string>(list: readonly T[], value: string): value is T =>
  (list as readonly string[]).includes(value);

const postalLocales = validator.isPostalCodeLocales;

/** A postal code is checked where its country has known ones. */
const isRight = ({ street, postalCode, country }: Partial<Address>) => {
  if (street === undefined) return false;
  if (postalCode === undefined || country === undefined) return true;
  return !isIn(postalLocales, country) || validator.isPostalCode(postalCode, country);
};

const readPart = (part: keyof Address, words: string): string | undefined => {
  const text = tidy(words, 200);
  const read = forms[part] ?? ((same: string) => same);
  return text === undefined ? undefined : read(text);
};

type Parts = Partial<Record<keyof Address, string>>;

/** A part that is said to be empty is none; nothing at all where one cannot be read. */
const readParts = (said: Partial<Address>): Parts | undefined => {
  const named = addressParts.filter((part) => said[part] !== undefined && said[part] !== '');
  const read = named.map((part) => [part, readPart(part, said[part]!)] as const);
  return read.some(([, text]) => text === undefined)
    ? undefined
    : (Object.fromEntries(read) as Parts);
};

/** What of the address as it was known still holds. */
const kept = (known: Parts, said: Partial<Address>): Parts => {
  const isBox = said.street !== undefined && postBox.test(said.street.trim());
  const gone = addressParts.filter(
    (part) => said[part] !== undefined || (isBox && ['houseNumber', 'unit'].includes(part)),
  );
  return Object.fromEntries(Object.entries(known).filter(([part]) => !isIn(gone, part))) as Parts;
};

/** A number alone belongs to a street that had one: of any other line nobody knows where it is. */
const isComplete = (said: Partial<Address>, known: Partial<Address> | undefined): boolean =>
  said.street !== undefined ||
  (known?.street !== undefined && (!said.houseNumber || known.houseNumber !== undefined));

const isAddress = (value: Said | Value | undefined): value is Partial<Address> =>
  typeof value === 'object';

/** What was not said is as it was known: anyone who corrects the number does not say the street again. */
export const address =
  ({ country }: { readonly country?: string }): Reader =>
  (said, known) => {
    if (!isAddress(said)) return undefined;
    const before = isAddress(known) ? known : undefined;
    const parts = readParts(said);
    if (!parts || !isComplete(said, before)) return undefined;
    const whole = { ...kept(before ?? { ...(country && { country }) }, said), ...parts };
    return isRight(whole) ? (whole as Address) : undefined;
  };

/** Why words are no address, as a rule of records says it. */
export const addressFault = (said: Said, known: Value | undefined) => {
  if (!isAddress(said)) return 'not-a-value' as const;
  if (said.country && countryOf(said.country) === undefined) return 'unknown-country' as const;
  const before = isAddress(known) ? known : undefined;
  return isComplete(said, before) ? ('not-a-value' as const) : ('incomplete-address' as const);
};
