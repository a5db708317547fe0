import { type ObjectSchema, type Properties, type Schema, Type } from './json-schema.js';

/**
 * The vocabulary of schemas; request classes say the same by decorators. Every body is checked besides: no
 * text holds NUL or a lone surrogate, every number is exact in JSON, and nothing nests too deep.
 */

/** Spaces and invisible characters: a text of only these looks empty. */
const unseen =
  '\\s\\u0080-\\u009f\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\u2800\\u3164\\ufe00-\\ufe0f\\uffa0\\ufff0-\\ufffb';

/** A schema with its description for the OpenAPI document. */
export const described = <S extends Schema>(schema: S, description: string): S =>
  Type.With(schema, { description });

/** A text of several lines in somebody's own words, with at least one visible character. */
export const text = (max = 10_000) =>
  Type.String({ minLength: 1, maxLength: max, pattern: `[^${unseen}]` });

const singleLineWithout = (refused: string, max: number) =>
  Type.String({
    minLength: 1,
    maxLength: max,
    // The lookahead keeps it linear: a class on both sides of a visible character would try every split.
    pattern: `^(?=[${unseen}]*[^${unseen}])[^${refused}]*$`,
  });

const control = '\\u0000-\\u001f\\u007f\\u2028\\u2029';
const turning = '\\u202a-\\u202e\\u2066-\\u2069';

/** A text of one line without control characters. */
export const singleLine = (max = 200) => singleLineWithout(control, max);

/**
 * A line without the control characters that reverse the direction of writing, which can make `exe.txt`
 * look like `txt.exe`. Arabic and Hebrew names need none of them.
 */
export const fileName = (max = 255) => singleLineWithout(control + turning, max);

/** A short name that machines use: of a queue, a category, a tenant. */
export const slug = (max = 64) =>
  Type.String({ minLength: 1, maxLength: max, pattern: '^[a-z0-9][a-z0-9._-]*$' });

export const Id = Type.String({
  description: 'The id of a thing: a UUID.',
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
  minLength: 36,
  maxLength: 36,
  examples: ['019ab3c4-5d6e-7000-8f00-0123456789ab'],
});

/** Subjects as issuers make them, base64url too. No slash: it is a part of paths. */
const pseudonym = "^[A-Za-z0-9_-][A-Za-z0-9._:@|+'=-]*$";

export const pseudonymPattern = new RegExp(`(?=^.{1,128}$)${pseudonym}`);

/** The pseudonym of a person or machine: a token's `sub`. */
export const Pseudonym = Type.String({
  description: 'The pseudonym of a person or machine.',
  minLength: 1,
  maxLength: 128,
  pattern: pseudonym,
});

/** `tickets:read`, `tickets:write`: what a credential may be limited to. */
export const scopeName = () =>
  Type.String({ maxLength: 64, pattern: '^[a-z][a-z-]*:(read|write)$' });

/** A moment in UTC, RFC 3339: `2026-11-22T09:30:00Z`. */
export const Moment = Type.String({
  description: 'A moment in UTC (RFC 3339).',
  format: 'date-time',
  // No leap second: no clock of ours, and no Date, has one.
  pattern: ':[0-5]\\d(\\.\\d+)?Z$',
  maxLength: 30,
  examples: ['2026-11-22T09:30:00.000Z'],
});

export const oneOf = <const Values extends readonly string[]>(values: Values) => Type.Enum(values);

export const integer = (minimum: number, maximum: number) => Type.Integer({ minimum, maximum });

export const boolean = () => Type.Boolean();

export const optional = <S extends Schema>(schema: S) => Type.Optional(schema);

/** An object that refuses unknown properties. */
export const strictObject = <P extends Properties>(properties: P): ObjectSchema<P> =>
  Type.Object(properties, { additionalProperties: false });

export const listOf = <S extends Schema>(schema: S, max = 100) =>
  Type.Array(schema, { maxItems: max });

export const orNull = <S extends Schema>(schema: S) => Type.Union([schema, Type.Null()]);

/**
 * One of several objects, which a constant in the same property of each tells apart. The OpenAPI
 * document has each under its name here.
 */
export const oneOfBy = (property: string, named: Readonly<Record<string, Schema>>): Schema => ({
  oneOf: Object.entries(named).map(([title, form]) => Type.With(form, { title })),
  discriminator: { propertyName: property },
});

/** An object with a value of one schema under each of some names. */
export const valuesUnder = <S extends Schema>(names: readonly string[], of: (name: string) => S) =>
  strictObject(Object.fromEntries(names.map((name) => [name, of(name)])));

export const Version = described(
  Type.Integer({ minimum: 0 }),
  'How often it has changed; the ETag, and what If-Match compares.',
);

/** The answer of every command. */
export const Answered = strictObject({
  id: described(Id, 'The id of what the command was carried out on.'),
  version: Version,
});

const nextCursor = optional(
  described(Type.String(), 'Where the next page begins; left out on the last one.'),
);

/** The answer of a history, a page at a time. */
export const historyOf = <S extends Schema>(item: S) =>
  strictObject({ items: described(Type.Array(item), 'What happened, in order.'), nextCursor });

/** The answer of a list. */
export const pageOf = <S extends Schema>(item: S) =>
  strictObject({
    items: described(Type.Array(item), 'The items of this page.'),
    nextCursor,
    count: optional(
      described(Type.Integer({ minimum: 0 }), 'How many there are in all, where that was asked.'),
    ),
  });
