import { lookUp, comparable } from '#eventing';

import { dialledForms } from '../fields/telephone.mapping.js';
import { lineOf, type Value } from '../record/value.events.js';

/** Fewer digits than these are a house number or a year before they are a telephone number. */
const DIGITS = 7;

const numeric = /[\d\s().+/\u2010-\u2015-]+/gu;

const arabic = /[٠-٩۰-۹]/gu;
const inLatinDigits = (text: string): string =>
  text.normalize('NFKC').replace(arabic, (digit) => String(digit.charCodeAt(0) & 15));

/** `+49 (0)30 12 34 56` is one word, and so is `0049 30…`; anything shorter stays as it is. */
const inOneRun = (run: string): string => {
  const digits = run.replace(/\+(\d+) ?\(0\)/u, '$1').replace(/\D/gu, '');
  return digits.length < DIGITS ? run : ` ${digits.replace(/^00/u, '')} `;
};

/** A search as records are found by it: a telephone number is one word in any notation. */
export const recordSearch = (typed: string): string =>
  inLatinDigits(typed).replace(numeric, inOneRun);

type Spelling = (line: string) => string;

const expanded: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' };

/** How people may type a line that is written otherwise. */
const spellings: readonly Spelling[] = [
  recordSearch,
  (line) => line.replace(/[\p{Pd}'’ʼ`´]/gu, ''),
  (line) => line.toLowerCase().replace(/[äöüøå]/gu, (letter) => lookUp(expanded, letter)!),
  (line) => line.replace(/([aou])e/giu, '$1'),
  (line) => line.replace(/\b([OD])(?=\p{Lu}\p{Ll})/gu, '$1 '),
  (line) => line.replace(/(?<!\p{L})عبد(?=ال)/gu, 'عبد '),
  (line) => line.replace(/(\d) ?(\p{L}|bis|ter|quater)(?!\p{L})/giu, '$1$2'),
  (line) => line.replace(/(\d)(\p{L}|bis|ter|quater)(?!\p{L})/giu, '$1 $2'),
];

/** Longer texts are no names, whose words people run together. */
const WORDS = 8;

const runTogether = (words: readonly string[]): readonly string[] =>
  words.length > WORDS ? [] : words.slice(1).map((word, index) => `${words[index]}${word}`);

const wordsIn = (line: string): readonly string[] => comparable(line).split(' ').filter(Boolean);

/** The words by which a value is found: as it is written, then those that people type for it. */
export const wordsOf = (value: Value): string => {
  const line = lineOf(value).normalize('NFC');
  const said = wordsIn(line);
  const parts = typeof value === 'string' ? runTogether(said) : [];
  const others = [...spellings.flatMap((spell) => wordsIn(spell(line))), ...parts];
  const dialled = typeof value === 'string' ? dialledForms(value) : [];
  const more = new Set([...others, ...dialled].filter((word) => !said.includes(word)));
  return [line, ...more].join(' ');
};
