import { comparable } from '#eventing';

import { spellings } from './near-miss.settings.js';

/** A text as it is compared: its words in one spelling, and its numbers apart, in their order. */
export interface Form {
  readonly words: readonly string[];
  readonly numbers: readonly string[];
}

const foldedSet = (words: readonly string[]): ReadonlySet<string> => new Set(words.map(comparable));

const canonical: ReadonlyMap<string, string> = new Map(
  spellings.alike.flatMap(([first, ...others]) =>
    [first!, ...others].map((word) => [comparable(word), comparable(first!)] as const),
  ),
);
const announcing = foldedSet(spellings.announcing);
const titles = foldedSet(spellings.titles);

const months = spellings.months.flatMap((names, index) =>
  names.map((name) => [` ${comparable(name)} `, ` ${index + 1} `] as const),
);

const isNumber = (token: string): boolean => /\d/u.test(token);
const isWhole = (token: string | undefined): boolean => /^\d+$/u.test(token ?? '');

const endsNumber = (letter: string, next: string | undefined): boolean =>
  next === undefined || (isNumber(next) && !canonical.has(letter));

/** `2 bis`, and `10 a` at the end of a line or before a number that the letter does not announce. */
const isSuffix = (token: string, next: string | undefined): boolean =>
  /^(bis|ter|quater)$/u.test(token) || (/^\p{L}$/u.test(token) && endsNumber(token, next));

const withSuffixes = (tokens: readonly string[]): readonly string[] => {
  const joined: string[] = [];
  for (const [index, token] of tokens.entries()) {
    const belongs = isWhole(tokens[index - 1]) && isSuffix(token, tokens[index + 1]);
    if (belongs) joined.push(`${joined.pop()}${token}`);
    else joined.push(token);
  }
  return joined;
};

const tokensOf = (line: string): readonly string[] => comparable(line).split(' ').filter(Boolean);

const withoutOrdinal = (token: string): string => token.replace(/^(\d+)(st|nd|rd|th)$/u, '$1');

/** `Hauptstr` is `Hauptstraße`, and `Mueller` is `Müller`, whose dots are folded away. */
const spelled = (word: string): string =>
  (canonical.get(word) ?? word)
    .replace(/(?<=...)str$/u, 'strasse')
    .replace(/(?<=....)pl$/u, 'platz')
    .replace(/([aou])e/gu, '$1');

const formOf = (tokens: readonly string[], spell: (word: string) => string): Form => ({
  words: tokens.filter((token) => !isNumber(token)).map(spell),
  numbers: tokens.filter(isNumber).map(withoutOrdinal),
});

/** `house number 8`: each of these words announces the 8. */
const announces = (tokens: readonly string[], index: number): boolean => {
  const next = tokens.slice(index + 1).find((token) => !announcing.has(token));
  return announcing.has(tokens[index]!) && isNumber(next ?? '');
};

/** Lines and commas end a part of an address; within a part a letter may belong to its number. */
export const addressForm = (text: string): Form => {
  const parts = text.normalize('NFKC').split(/[,،;؛\r\n()]+/u);
  const tokens = parts.flatMap((part) => {
    const all = tokensOf(part);
    return withSuffixes(all.filter((_, index) => !announces(all, index)));
  });
  return formOf(tokens, spelled);
};

/** A house number alone: `10 A` is `10a`. */
export const houseNumberForm = (text: string): string => withSuffixes(tokensOf(text)).join(' ');

const umlauts = (word: string) => word.replace(/([aou])e/gu, '$1');

export const textForm = (text: string): Form => formOf(tokensOf(text), umlauts);

/** Without the titles before it, unless it is nothing else. */
export const nameForm = (text: string): Form => {
  const tokens = tokensOf(text);
  const start = tokens.findIndex((token) => !titles.has(token));
  return formOf(tokens.slice(start < 0 ? 0 : start), umlauts);
};

/** Letters and digits alone. */
export const codeForm = (text: string): string => comparable(text).replaceAll(' ', '');

const separator = /[^\p{L}\p{N}\p{M}]/u;

const separatedForm = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]/gu, '')
    .replace(/\p{Pd}/gu, '-')
    .replace(/[\p{L}\p{N}\p{M}]+/gu, codeForm);

/** `12-3` is 123, and not `1-23`: what separates a code counts where both of them are separated. */
export const isSeparatedAlike = (one: string, other: string): boolean => {
  const [a, b] = [separatedForm(one), separatedForm(other)];
  return !separator.test(a) || !separator.test(b) || a === b;
};

export const emailForm = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]/gu, '')
    .toLowerCase()
    .replace(/[٠-٩۰-۹]/gu, (digit) => String(digit.charCodeAt(0) & 15));

export const languageForm = (text: string): string => comparable(text).replaceAll(' ', '-');

/** A telephone number's digits, with the country's or without, never with the trunk's zero. */
export interface Dialled {
  readonly abroad: boolean;
  readonly digits: string;
  readonly extension: string;
}

const extended = /;ext=(\d{1,8})$/u;

export const telephoneForm = (text: string): Dialled => {
  const whole = text.normalize('NFKC').replace(/[\s\p{Cf}]/gu, '');
  const [extension = '', plain] = [extended.exec(whole)?.[1], whole.replace(extended, '')];
  const digits = comparable(plain.replace(/\(0\)/u, '')).replace(/\D/gu, '');
  if (plain.startsWith('+')) return { abroad: true, digits, extension };
  if (digits.startsWith('00')) return { abroad: true, digits: digits.slice(2), extension };
  return { abroad: false, digits: digits.replace(/^0/u, ''), extension };
};

const isWithin = (text: string, most: number) => Number(text) >= 1 && Number(text) <= most;

const dated = (year: string, month: string, day: string): string =>
  year.length === 4 && isWithin(month, 12) && isWithin(day, 31)
    ? `${year}${month.padStart(2, '0')}${day.padStart(2, '0')}`
    : '';

const withMonths = (text: string): string =>
  months.reduce((line, [name, number]) => line.replace(name, number), ` ${text} `);

/** Day first, or month first where the month has a name and stands first. */
const readingsOf = (
  written: string,
  folded: string,
  named: string,
): readonly [boolean, boolean] => {
  const isNamed = named !== folded;
  const dayFirst = isNamed ? /^\d/u.test(folded) : written.includes('.');
  return dayFirst ? [true, true] : [!isNamed, false];
};

/** The readings of a date as `yyyymmdd`: two where day and month cannot be told apart. */
export const dateForm = (text: string): readonly [string, string] => {
  const folded = comparable(text.trim().replace(/(?<=\d)T.*$/su, ''));
  const named = withMonths(folded).trim();
  const numbers = (named.match(/\d+/gu) ?? []).join('-');
  const [a = '', b = '', c = ''] = numbers.replace(/^(\d{4})(\d\d)(\d\d)$/u, '$1-$2-$3').split('-');
  if (a.length === 4) return [dated(a, b, c), dated(a, b, c)];
  const read = (dayFirst: boolean) => (dayFirst ? dated(c, b, a) : dated(c, a, b));
  const [one, other] = readingsOf(text, folded, named).map(read) as [string, string];
  return [one || other, other || one];
};
