/** Letters that stay apart after decomposition, and that people type for each other. */
const letters: Readonly<Record<string, string>> = {
  ٱ: 'ا',
  ة: 'ه',
  ە: 'ه',
  ہ: 'ه',
  ھ: 'ه',
  ى: 'ي',
  ی: 'ي',
  ے: 'ي',
  ک: 'ك',
  ـ: '',
  ς: 'σ',
  œ: 'oe',
  æ: 'ae',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
};

const others = new RegExp(`[${Object.keys(letters).join('')}]`, 'gu');

/** Accents, vowel points, and what is not seen; the vowels of Indic scripts and kana stay. */
const marks =
  /[\p{Cf}[[\p{M}&&[\p{sc=Inherited}\p{sc=Arabic}\p{sc=Hebrew}\p{sc=Syriac}\p{sc=Cyrillic}\p{sc=Greek}]]--[\u3099\u309a]]]/gv;

/** Arabic-Indic and Persian digits: the last four bits are the value. */
const digits = /[٠-٩۰-۹]/gu;

const word = /[\p{L}\p{N}\p{M}\p{Co}]+/gu;

/** Scripts that are written without spaces between words (Korean endings stick to theirs). */
const unspaced =
  /[[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Hang}\p{scx=Thai}\p{scx=Laoo}\p{scx=Khmr}\p{scx=Mymr}]&&[\p{L}\p{N}\p{M}]]+/gv;

const parts = new RegExp(`(${unspaced.source})`, 'v');

const ascii = /^[\0-\x7f]*$/;

const foldOnce = (text: string): string =>
  text
    .normalize('NFKD')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKD')
    .replace(marks, '')
    .replace(others, (letter) => letters[letter]!)
    .replace(digits, (digit) => String(digit.charCodeAt(0) & 15))
    .normalize('NFC');

/** Folded until nothing changes, so that what was folded can be folded again. */
const folded = (text: string): string => {
  if (ascii.test(text)) return text.toLowerCase();
  const once = foldOnce(text);
  return once === text ? text : folded(once);
};

/** Whether a text has any such characters; most have none, and looking once is quicker. */
const spaceless = new RegExp(unspaced.source, 'v');

/** A run of a script without spaces is one token per character, so that any part of it is found. */
const tokens = (run: string): string[] =>
  run
    .replace(unspaced, (characters) => ` ${[...characters].join(' ')} `)
    .split(' ')
    .filter(Boolean);

/**
 * The words of a text as they are compared: in lower case, without accents, vowel points and
 * ligatures, with the forms of an Arabic letter that people type for each other made one, digits in
 * ASCII; one space between words, and between the characters of scripts that use no spaces.
 */
export const searchable = (text: string): string => {
  const plain = folded(text);
  const words: readonly string[] = plain.match(word) ?? [];
  return (spaceless.test(plain) ? words.flatMap(tokens) : words).join(' ');
};

/** What must occur: each phrase is tokens that follow each other. */
export type Phrases = readonly (readonly string[])[];

/** A word is a phrase of its own; characters of a script without spaces are one as they stand. */
export const phrasesOf = (search: string): Phrases =>
  (folded(search).match(word) ?? []).flatMap((run) => run.split(parts).filter(Boolean).map(tokens));

/** Whether a searchable text holds all phrases; the last may end within a word. */
export const holdsAll = (words: string, phrases: Phrases): boolean => {
  const text = ` ${words} `;
  const last = phrases.length - 1;
  return phrases.every((phrase, index) =>
    text.includes(` ${phrase.join(' ')}${index === last ? '' : ' '}`),
  );
};
