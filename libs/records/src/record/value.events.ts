/**
 * A postal address with the house number in its own part: it is mistyped most, and compared alone.
 */
export interface Address {
  readonly street: string;
  readonly houseNumber?: string;
  /** Flat, floor, entrance. */
  readonly unit?: string;
  readonly postalCode?: string;
  readonly city?: string;
  readonly region?: string;
  /** ISO 3166-1, two letters. */
  readonly country?: string;
}

export const addressParts = [
  'street',
  'houseNumber',
  'unit',
  'postalCode',
  'city',
  'region',
  'country',
] as const satisfies readonly (keyof Address)[];

/** The value of a field, in the form in which it is stored and compared. */
export type Value = string | Address;

/** The words as somebody said them; of an address only the parts that they named. */
export type Said = string | Partial<Address>;

const isAddress = (value: Value): value is Address => typeof value !== 'string';

const partsOf = (value: Value): readonly (string | undefined)[] =>
  isAddress(value) ? addressParts.map((part) => value[part]) : [value];

/** Whether two values are exactly the same. */
export const isEqual = (a: Value, b: Value): boolean => {
  const others = partsOf(b);
  return partsOf(a).every((part, index) => part === others[index]);
};

/** One line, for people and for search. */
export const lineOf = (value: Value): string =>
  partsOf(value)
    .filter((part) => part !== undefined)
    .join(' ');
