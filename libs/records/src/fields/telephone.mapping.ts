import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/max/metadata';
import type { Reader } from '../record/record.settings.js';
import { ofText, withoutInvisible } from './text.mapping.js';

/** How extensions are announced, beyond what the library knows. */
const extension =
  /(?<![ ,;])[ ,;]*(?:durchwahl|dw|nebenstelle|nst|poste|داخلي|تحويلة|توصيلة)[.:]? ?(\d{1,8})$/iu;

const numberIn = (text: string, country?: string) => {
  const where = country ? { defaultCountry: country as CountryCode } : {};
  const found = parsePhoneNumberFromString(text, where, metadata);
  return found?.isValid() ? found : undefined;
};

type Found = NonNullable<ReturnType<typeof numberIn>>;

/** E.164, with the extension as RFC 3966 writes it. */
const written = ({ number, ext }: Found): string => (ext ? `${number};ext=${ext}` : number);

/** Begins as a number of the own country does, or as one from abroad does: read in that way only. */
const isDialled = (text: string) => /^(?:\+|＋|0|\(|tel:)/u.test(text);

/** The same digits, were they a number of another country without its plus. */
const fromAbroad = (text: string, country?: string): Found | undefined =>
  country === undefined || isDialled(text) ? undefined : numberIn(`+${text}`);

/**
 * By Google's metadata. Digits that may as well be another country's number stay as they were told,
 * without a plus: anyone who guesses sends codes to a stranger.
 */
const telephoneIn = (text: string, country?: string): string | undefined => {
  const [own, abroad] = [numberIn(text, country), fromAbroad(text, country)];
  if (!abroad || own?.number === abroad.number) return own && written(own);
  return written(abroad).slice(1);
};

export const telephone = ({ country }: { readonly country?: string }): Reader =>
  ofText((text) => telephoneIn(withoutInvisible(text).replace(extension, ';ext=$1'), country));

/** Whether the number was read in one way. */
export const isOneNumber = (telephoneNumber: string): boolean => telephoneNumber.startsWith('+');

/**
 * Whether a message on this route comes to the one who named it: not on a number that can be read two
 * ways, and not on one that somebody else answers and puts through.
 */
export const isReachable = (contact: string): boolean => !/^\d+$|;ext=\d+$/u.test(contact);

/** The digits of a number as people may dial it: from abroad, from the next town, from next door. */
export const dialledForms = (telephoneNumber: string): readonly string[] => {
  const found = numberIn(telephoneNumber);
  if (!found) return [];
  const all = [found.number, found.formatNational(), found.nationalNumber];
  return all.map((form) => String(form).split(/ ext/u, 1)[0]!.replace(/\D/gu, ''));
};
