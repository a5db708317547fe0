import { lookUp } from '#eventing';
import { distance } from './distance.rules.js';
import {
  addressForm,
  codeForm,
  dateForm,
  type Dialled,
  emailForm,
  type Form,
  houseNumberForm,
  isSeparatedAlike,
  languageForm,
  nameForm,
  telephoneForm,
  textForm,
} from './forms.rules.js';
import { type Verdict, verdicts } from './near-miss.settings.js';

/** A text, or an address in parts (`street`, `houseNumber`, and others by any name). */
export type Comparable = string | Readonly<Record<string, string | undefined>>;

const verdictOf = (same: boolean, near: boolean): Verdict =>
  same ? 'match' : near ? 'near' : 'mismatch';

/** How many slips a text of this length may hold and still be the same one, written wrongly. */
const slips = (one: string, other: string): number => {
  const length = one.length > other.length ? one.length : other.length;
  if (length < 4) return 0;
  return length < 8 ? 1 : length < 16 ? 2 : 3;
};

/** Both lists, the shorter one first. */
const bySize = (one: readonly string[], other: readonly string[]) =>
  one.length <= other.length ? ([one, other] as const) : ([other, one] as const);

const holdsAllOf = (few: readonly string[], many: readonly string[]): boolean => {
  const left = [...many];
  return few.every((word) => {
    const place = left.indexOf(word);
    if (place >= 0) left.splice(place, 1);
    return place >= 0;
  });
};

/** One says less than the other, and nothing else: at least so many words. */
const contained = (one: readonly string[], other: readonly string[], least: number): boolean => {
  const [few, many] = bySize(one, other);
  return few.length >= least && holdsAllOf(few, many);
};

const sorted = (words: readonly string[]): string => words.toSorted().join('');

const compareWords = (one: Form, other: Form, least: number): Verdict => {
  const [a, b] = [one.words.join(''), other.words.join('')];
  const [asSaid, inOrder] = [distance(a, b), distance(sorted(one.words), sorted(other.words))];
  const far = asSaid < inOrder ? asSaid : inOrder;
  const part = contained(one.words, other.words, least);
  return verdictOf(far === 0, far <= slips(a, b) || part);
};

/** Different numbers never match: one digit, a swap, another order or one left out is near. */
const compareNumbers = (one: Form, other: Form): Verdict => {
  const far = distance(one.numbers.join(' '), other.numbers.join(' '));
  const near = far <= 1 || contained(one.numbers, other.numbers, 1);
  const both = one.numbers.length > 0 && other.numbers.length > 0;
  return verdictOf(far === 0, both && near);
};

/** As good as the worst of them. */
const together = (all: readonly Verdict[]): Verdict => {
  if (all.length === 0 || all.includes('mismatch')) return 'mismatch';
  return all.includes('near') ? 'near' : 'match';
};

const says = ({ words, numbers }: Form): boolean => words.length + numbers.length > 0;

const compareForms = (one: Form, other: Form, least: number): Verdict => {
  const parts = [compareWords(one, other, least), compareNumbers(one, other)];
  return says(one) && says(other) ? together(parts) : 'mismatch';
};

type AddressParts = Exclude<Comparable, string>;

const lineOf = ({ street = '', houseNumber = '', ...others }: AddressParts): string =>
  [
    `${street} ${houseNumber}`,
    ...Object.keys(others)
      .toSorted()
      .map((key) => lookUp(others, key) ?? ''),
  ].join(', ');

/** An address, or anything else, as one text. */
export const textOf = (value: Comparable): string =>
  typeof value === 'string' ? value : lineOf(value);

const compareHouseNumbers = (one = '', other = ''): Verdict => {
  const [a, b] = [houseNumberForm(one), houseNumberForm(other)];
  const far = distance(a, b);
  return verdictOf(far === 0, far <= 1 && a !== '' && b !== '');
};

const comparePart = (one = '', other = ''): Verdict =>
  compareForms(addressForm(one), addressForm(other), 1);

const isNumbered = ({ houseNumber = '' }: AddressParts): boolean => houseNumber !== '';

const doorOf = ({ street = '', houseNumber = '' }: AddressParts): string =>
  `${street} ${houseNumber}`;

/** The street is needed from both; of the rest what both of them say. */
const compareParts = (one: AddressParts, other: AddressParts): Verdict => {
  const said = Object.keys({ ...one, ...other }).filter(
    (key) =>
      key !== 'houseNumber' && (key === 'street' || (lookUp(one, key) && lookUp(other, key))),
  );
  const [rest, doors] = [said.filter((key) => key !== 'street'), [one, other].map(isNumbered)];
  const parts = rest.map((key) => comparePart(lookUp(one, key), lookUp(other, key)));
  // One of them may have the number in its line.
  if (doors[0] !== doors[1]) return together([...parts, comparePart(doorOf(one), doorOf(other))]);
  const street = comparePart(one['street'], other['street']);
  const number = compareHouseNumbers(one['houseNumber'], other['houseNumber']);
  return together([...parts, street, number]);
};

/** An address as people say it: with the postal code, the city, all of it, or none of that. */
const linesOf = (parts: AddressParts): readonly string[] => {
  const { street, houseNumber, postalCode, city } = parts;
  const home = { street, houseNumber };
  return [home, { ...home, postalCode }, { ...home, city }, parts].map(lineOf);
};

const best = (all: readonly Verdict[]): Verdict => verdicts.find((each) => all.includes(each))!;

const isParted = (value: Comparable): value is AddressParts =>
  typeof value === 'object' && value['street'] !== undefined;

const spoken = (value: Comparable): readonly Form[] =>
  (isParted(value) ? linesOf(value) : [textOf(value)]).map(addressForm);

const bestOfForms = (one: readonly Form[], other: readonly Form[]): Verdict =>
  best(one.flatMap((a) => other.map((b) => compareForms(a, b, 1))));

const compareAddresses = (one: Comparable, other: Comparable): Verdict =>
  isParted(one) && isParted(other)
    ? compareParts(one, other)
    : bestOfForms(spoken(one), spoken(other));

/** Shorter numbers are more often another one than the same with a slip. */
const SHORTEST_NUMBER = 6;

/** How many digits, those of the country, an international number has beyond a national one. */
const countryDigits = (short: Dialled, long: Dialled): number => {
  const longer = long.digits.length - short.digits.length;
  return long.abroad && !short.abroad && longer <= 4 ? longer : 0;
};

/** One that only one of them names does not tell them apart. */
const haveOneExtension = ({ extension: one }: Dialled, { extension: other }: Dialled): boolean =>
  one === '' || other === '' || one === other;

const compareDialled = (one: Dialled, other: Dialled): Verdict => {
  const [short, long] = one.digits.length <= other.digits.length ? [one, other] : [other, one];
  const country = countryDigits(short, long);
  const farFrom = (cut: number) => distance(short.digits, long.digits.slice(cut < 0 ? 0 : cut));
  const [same, ...slipped] = [country, country - 1, country + 1].map(farFrom);
  const comparable = country > 0 ? country <= 3 : one.abroad === other.abroad;
  const near = same! <= 1 || (country > 0 && slipped.some((far) => far <= 1));
  if (short.digits.length < SHORTEST_NUMBER) return 'mismatch';
  return verdictOf(same === 0 && comparable && haveOneExtension(one, other), near);
};

const swapped = (date: string) => date.slice(0, 4) + date.slice(6) + date.slice(4, 6);

const compareDay = (one: string, other: string): Verdict => {
  const far = distance(one, other);
  return verdictOf(far === 0, far <= 1 || swapped(one) === other);
};

const compareDates = (stored: string, said: string): Verdict => {
  const [one, other] = [dateForm(stored), dateForm(said)];
  const all = one.flatMap((a) => other.map((b) => compareDay(a, b)));
  return one.includes('') || other.includes('') ? 'mismatch' : best(all);
};

const compareEmails = (stored: string, said: string): Verdict => {
  const [a, b] = [emailForm(stored), emailForm(said)];
  const far = distance(a, b);
  const written = a !== '' && b !== '';
  return verdictOf(written && far === 0, written && far <= (slips(a, b) > 2 ? 2 : 1));
};

const compareLanguages = (stored: string, said: string): Verdict => {
  const [a, b] = [languageForm(stored), languageForm(said)];
  const written = a !== '' && b !== '';
  return verdictOf(written && a === b, written && a.split('-')[0] === b.split('-')[0]);
};

const compareCodes = (stored: string, said: string): Verdict => {
  const [a, b] = [codeForm(stored), codeForm(said)];
  const same = distance(a, b) === 0 && isSeparatedAlike(stored, said);
  return verdictOf(a !== '' && same, false);
};

/** How each kind of field is compared. A `code` (a customer number, a PIN) is never near. */
const comparing = {
  text: (a, b) => compareForms(textForm(textOf(a)), textForm(textOf(b)), Infinity),
  name: (a, b) => compareForms(nameForm(textOf(a)), nameForm(textOf(b)), 2),
  address: compareAddresses,
  telephone: (a, b) => compareDialled(telephoneForm(textOf(a)), telephoneForm(textOf(b))),
  email: (a, b) => compareEmails(textOf(a), textOf(b)),
  date: (a, b) => compareDates(textOf(a), textOf(b)),
  language: (a, b) => compareLanguages(textOf(a), textOf(b)),
  code: (a, b) => compareCodes(textOf(a), textOf(b)),
} as const satisfies Readonly<Record<string, (a: Comparable, b: Comparable) => Verdict>>;

export type ComparedKind = keyof typeof comparing;

/**
 * Whether what was said is what is stored (`match`), most likely meant it (`near`: the record or the
 * ear may be wrong), or is something else (`mismatch`). Which of the two comes first changes nothing,
 * different house numbers never match, and nothing said, or nothing stored, matches nothing.
 */
export const compare = (kind: ComparedKind, stored: Comparable, said: Comparable): Verdict =>
  comparing[kind](stored, said);
