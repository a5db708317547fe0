/** A JSON Schema (draft 2020-12) as a value. */
export interface Schema {
  readonly [keyword: string]: unknown;
}

export type Properties = Readonly<Record<string, Schema>>;

export interface ObjectSchema<P extends Properties> extends Schema {
  readonly type: 'object';
  readonly properties: P;
  readonly required?: readonly string[];
}

/** In an object, these schemas are of properties that may be left out. */
const optionals = new WeakSet<Schema>();

const isRequired = ([, schema]: readonly [string, Schema]) => !optionals.has(schema);

const requiredOf = (properties: Properties) =>
  Object.entries(properties)
    .filter(isRequired)
    .map(([name]) => name);

/** The schema with more keywords. What was optional stays so. */
const having = <S extends Schema>(schema: S, keywords: Schema): S => {
  const made = { ...schema, ...keywords };
  if (optionals.has(schema)) optionals.add(made);
  return made;
};

const objectOf = <P extends Properties>(properties: P, keywords: Schema = {}): ObjectSchema<P> => {
  const required = requiredOf(properties);
  return {
    type: 'object',
    ...(required.length > 0 && { required }),
    properties,
    ...keywords,
  };
};

const optionalOf = <S extends Schema>(schema: S): S => {
  const made = { ...schema };
  optionals.add(made);
  return made;
};

/** The pattern that a schema demands of a text. */
const patternOf = ({ pattern = '^.*$' }: Schema) => String(pattern);

const ofType =
  (type: string) =>
  (keywords: Schema = {}): Schema => ({ type, ...keywords });

/**
 * Writes JSON Schemas under the names that TypeBox gives to its builders. TypeBox itself compiles them; its
 * builders are left out, because they alone would load more than four hundred modules.
 */
export const Type = {
  String: ofType('string'),
  Integer: ofType('integer'),
  Number: ofType('number'),
  Boolean: ofType('boolean'),
  Null: ofType('null'),
  Unknown: (): Schema => ({}),
  Literal: (value: string | boolean): Schema => ({ type: typeof value, const: value }),
  Enum: (values: readonly string[]): Schema => ({ enum: values }),
  Array: (items: Schema, keywords: Schema = {}): Schema => ({ type: 'array', items, ...keywords }),
  Union: (anyOf: readonly Schema[], keywords: Schema = {}): Schema => ({ anyOf, ...keywords }),
  /** An object of any names of one kind, with values of one kind. */
  Record: (name: Schema, value: Schema, keywords: Schema = {}): Schema => ({
    type: 'object',
    patternProperties: { [patternOf(name)]: value },
    ...keywords,
  }),
  Object: objectOf,
  Optional: optionalOf,
  With: having,
} as const;
