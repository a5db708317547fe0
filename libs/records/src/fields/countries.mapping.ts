import validator from 'validator';
import { comparable } from '#eventing';

/** The languages in which people name countries here; one more is one more word. */
const languages = ['en', 'ar', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'tr', 'pl', 'ru', 'fa'];

/** Names and abbreviations that no table of languages has. */
const otherNames: Readonly<Record<string, string>> = {
  'Great Britain': 'GB',
  England: 'GB',
  Scotland: 'GB',
  Wales: 'GB',
  'Northern Ireland': 'GB',
  'U.K.': 'GB',
  USA: 'US',
  'U.S.A.': 'US',
  'United States of America': 'US',
  UAE: 'AE',
  KSA: 'SA',
  Holland: 'NL',
  Turkey: 'TR',
  'Czech Republic': 'CZ',
  الإمارات: 'AE',
  السعودية: 'SA',
  أمريكا: 'US',
  بريطانيا: 'GB',
};

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const codes = LETTERS.flatMap((one) => LETTERS.map((other) => one + other)).filter((code) =>
  validator.isISO31661Alpha2(code),
);

const namesOf = () => {
  const told = languages.flatMap((language) => {
    const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
    return codes.map((code) => [comparable(names.of(code) ?? code), code] as const);
  });
  const others = Object.entries(otherNames);
  return new Map([...told, ...others.map(([name, code]) => [comparable(name), code] as const)]);
};

let names: ReadonlyMap<string, string> | undefined;

/** `UK` and `DD` are no codes any more: Unicode knows what became of them. */
const present = (code: string): string =>
  new Intl.Locale(Intl.getCanonicalLocales(`und-${code}`)[0]!).region ?? code;

/** ISO 3166-1, two letters, of a country by its code, a former one, or its name. */
export const countryOf = (text: string): string | undefined => {
  const code = text.toUpperCase();
  if (/^[A-Z]{2}$/u.test(code) && validator.isISO31661Alpha2(present(code))) return present(code);
  names ??= namesOf();
  return names.get(comparable(text));
};
