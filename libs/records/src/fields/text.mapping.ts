import type { Reader } from '../record/record.settings.js';

const digits = /[٠-٩۰-۹]/gu;

/** The same digits in ASCII: the last four bits of Arabic-Indic and Persian ones are the value. */
const inLatinDigits = (text: string): string =>
  text.replace(digits, (digit) => String(digit.charCodeAt(0) & 15));

/** What takes a place or none, and is never seen: spaces, fillers, marks that turn the writing. */
const blank = /[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/gu;
const invisible = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

/** Without what nobody sees or types: in an address for machines it is never meant. */
export const withoutInvisible = (text: string): string => text.replace(invisible, '');

/** One line in one form; nothing for blanks of any script, or for what is too long. */
export const tidy = (text: string, longest = 500): string | undefined => {
  const line = inLatinDigits(text.normalize('NFC')).replace(/\s+/gu, ' ').trim();
  const isBlank = line.replace(blank, '') === '';
  return isBlank || line.length > longest ? undefined : line;
};

/** A reader of one line of text. */
export const ofText =
  (read: (text: string) => string | undefined): Reader =>
  (said) => {
    const text = typeof said === 'string' ? tidy(said) : undefined;
    return text === undefined ? undefined : read(text);
  };
