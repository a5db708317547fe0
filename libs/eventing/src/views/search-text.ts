/** Letters that Unicode does not decompose, and what people type instead of them. */
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

/**
 * Accents, vowel points and invisible characters; vowels of Indic scripts and kana are not removed.
 */
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

/** Repeated until nothing changes, so that normalizing twice gives the same text. */
const folded = (text: string): string => {
  if (ascii.test(text)) return text.toLowerCase();
  const once = foldOnce(text);
  return once === text ? text : folded(once);
};

/** The Arabic article, alone and with what is written in one word before it; never a whole word. */
const article = /^(?:ال(?=..)|(?:وال|بال|كال|فال|لل)(?=..))/u;

/** Repeated, so that a word that only looks as if it had the article is found by itself. */
const bare = (text: string): string => {
  const once = text.replace(article, '');
  return once === text ? text : bare(once);
};

const wordsOf = (plain: string): readonly string[] => {
  const words: readonly string[] = plain.match(word) ?? [];
  return ascii.test(plain) ? words : words.map(bare);
};

/** Whether a text has any such characters. Most have none, and this test is quicker. */
const spaceless = new RegExp(unspaced.source, 'v');

/**
 * In a script without spaces every character is one token, so that any part of the text is found.
 */
const tokens = (run: string): string[] =>
  run
    .replace(unspaced, (characters) => ` ${[...characters].join(' ')} `)
    .split(' ')
    .filter(Boolean);

const joined = (words: readonly string[], plain: string): string =>
  (spaceless.test(plain) ? words.flatMap(tokens) : words).join(' ');

/**
 * The words of a text in the form in which they are compared: lower case, without accents, vowel
 * points and ligatures, with one form for Arabic letters that people type for each other, digits in
 * ASCII. One space separates words, and characters of scripts that use no spaces.
 */
export const comparable = (text: string): string => {
  const plain = folded(text);
  return joined(plain.match(word) ?? [], plain);
};

/** The words of a text in the form in which they are found: as `comparable`, without the Arabic article. */
export const searchable = (text: string): string => {
  const plain = folded(text);
  return joined(wordsOf(plain), plain);
};

/** What must occur: each phrase is a list of tokens that follow each other. */
export type Phrases = readonly (readonly string[])[];

/** A word is one phrase; consecutive characters of a script without spaces are one phrase. */
export const phrasesOf = (search: string): Phrases =>
  wordsOf(folded(search)).flatMap((run) => run.split(parts).filter(Boolean).map(tokens));

/** Whether a searchable text contains all phrases; the last one may end within a word. */
export const holdsAll = (words: string, phrases: Phrases): boolean => {
  const text = ` ${words} `;
  const last = phrases.length - 1;
  return phrases.every((phrase, index) =>
    text.includes(` ${phrase.join(' ')}${index === last ? '' : ' '}`),
  );
};
