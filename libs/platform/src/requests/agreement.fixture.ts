import * as fc from 'fast-check';
import { Compile } from 'typebox/schema';
import { canonicalOf } from './canonical.js';
import type { RequestClass } from './request-class.js';
import { schemaCheck } from './schema-check.js';
import { schemaOf } from './schema-of.js';
import { validate } from './validate.js';

/** JSON Schema, as far as classes of requests use it. */
interface Schema {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly items?: Schema;
  readonly maxItems?: number;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
}

const id = '019ab3c4-5d6e-7000-8f00-0123456789ab';

const words = ['', ' ', '\n', 'a', 'ab c', 'two\nlines', 'true', '7', 'الطابعة لا تعمل'];
const names = ['network.vpn-2', 'Network', id, id.toUpperCase(), 'auth0|5f7c8ec7', 'tickets:read'];
const deceptive = ['\u200b\u2060', 'می\u200cخواهم', 'cod\u202egpj.exe', 'a\u0001b', '\ud83d'];
const emoji = ['👨\u200d👩\u200d👧', '❤️', '👍'];
const moments = [
  '2026-11-22T09:30:00Z',
  '2026-11-22T09:30:00.1Z',
  '2026-11-22t09:30:00.123456Z',
  '2026-02-30T09:30:00Z',
  '2026-11-22T09:30:60Z',
  '2026-11-22T09:30:00+03:00',
  '2026-11-22',
];
const times = ['09:30', '24:00', '9:30'];

/** Names of properties that no class has. */
const unknown = ['colour', '__proto__', 'constructor', 'hasOwnProperty', 'toString', 'a/b~c', ''];

const texts = [...words, ...names, ...deceptive, ...emoji, ...moments, ...times, ...unknown];

/** Texts about as long as may be, of characters that are counted in different ways. */
const longTexts = (max: number) =>
  ['a', '👍', '❤️', 'e\u0301'].flatMap((one) =>
    [max - 1, max, max + 1].map((length) =>
      [...one.repeat(Math.ceil(length / [...one].length))].slice(0, length).join(''),
    ),
  );

const isShort = (max: number | undefined): max is number => max !== undefined && max <= 500;

const textsFor = ({ maxLength }: Schema) => [
  ...texts,
  ...(isShort(maxLength) ? longTexts(maxLength) : []),
];

/** Of all code units, halves of pairs too. */
const unit = fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code));

const anything: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...texts),
  fc.string({ unit }),
  fc.jsonValue(),
  fc.constantFrom(null, true, 0, -1, 1.5, [], {}, [null], { a: 1 }, 1e300),
);

const wrong = (schema: Schema): fc.Arbitrary<unknown> =>
  fc.oneof(
    anything,
    fc.constantFrom(...textsFor(schema)),
    fc.constantFrom(
      (schema.minimum ?? 0) - 1,
      (schema.maximum ?? 0) + 1,
      (schema.minimum ?? 0) + 0.5,
    ),
    fc.array(schema.items ? right(schema.items) : anything, {
      maxLength: Math.min(60, (schema.maxItems ?? 3) + 1),
    }),
    fc.array(fc.oneof(schema.items ? right(schema.items) : anything, anything), { maxLength: 4 }),
  );

const rightText = (schema: Schema) => {
  const check = schemaCheck(schema as never);
  const fitting = textsFor(schema).filter((text) => check(text).length === 0);
  return fitting.length > 0 ? fc.constantFrom(...fitting) : fc.constant('a');
};

const mapOf = ({ patternProperties = {} }: Schema) => {
  const [[pattern, schema] = ['', {}]] = Object.entries(patternProperties);
  const keys = texts.filter((text) => new RegExp(pattern, 'u').test(text));
  return fc.dictionary(fc.constantFrom(...keys), right(schema), { maxKeys: 3 });
};

/** One property of a body, as the schema wants it in nine of ten cases. */
const nearly = (schema: Schema) =>
  fc.oneof({ weight: 9, arbitrary: right(schema) }, { weight: 1, arbitrary: wrong(schema) });

const recordOf = (
  { properties = {}, required = [] }: Schema,
  of: (schema: Schema) => fc.Arbitrary<unknown>,
) =>
  fc.record(
    Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, of(schema)])),
    { requiredKeys: required as string[] },
  );

const right = (schema: Schema): fc.Arbitrary<unknown> => {
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(right));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.patternProperties) return mapOf(schema);
  return byType[schema.type ?? 'any']!(schema);
};

const byType: Readonly<Record<string, (schema: Schema) => fc.Arbitrary<unknown>>> = {
  string: rightText,
  boolean: () => fc.boolean(),
  null: () => fc.constant(null),
  integer: ({ minimum = 0, maximum = 9 }) => fc.integer({ min: minimum, max: maximum }),
  array: ({ items = {}, maxItems = 3 }) =>
    fc.array(right(items), { minLength: 1, maxLength: Math.min(3, maxItems) }),
  object: (schema) => recordOf(schema, right),
  any: () => anything,
};

/** A body with properties that no class knows, or without some that it needs. */
const spoilt = (schema: Schema) =>
  fc
    .tuple(
      recordOf({ ...schema, required: [] }, nearly),
      fc.dictionary(fc.constantFrom(...unknown), anything, { maxKeys: 2 }),
    )
    .map(([body, more]) => ({ ...body, ...more }));

/** Bodies of which about half are as a class wants them; the others miss it in all ways, narrowly. */
const bodiesOf = (schema: Schema): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 3, arbitrary: right(schema) },
    { weight: 3, arbitrary: recordOf(schema, nearly) },
    { weight: 2, arbitrary: spoilt(schema) },
    { weight: 1, arbitrary: anything },
  );

/** How many of the bodies that were tried were taken and refused. */
export interface Agreement {
  readonly taken: number;
  readonly refused: number;
}

/**
 * Holds a class to what it promises, by many bodies: its schema and class-validator are of one mind, and
 * what they take can be written in its canonical form, once. Throws with the smallest body that shows
 * otherwise.
 */
export const agreementOn = (shape: RequestClass, bodies: number): Agreement => {
  const schema = schemaOf(shape);
  const [compiled, canonical] = [
    Compile(schema),
    canonicalOf(shape) ?? ((value: unknown) => value),
  ];
  const counts = { taken: 0, refused: 0 };
  const property = fc.property(bodiesOf(schema as Schema), (body) => {
    const isRight = compiled.Check(body);
    counts[isRight ? 'taken' : 'refused'] += 1;
    const faults = validate(shape, body);
    if (isRight !== (faults.length === 0))
      throw new Error(`${shape.name}: the schema says ${isRight}, and ${JSON.stringify(faults)}`);
    if (isRight) ensureCanonical(canonical, body, (value) => compiled.Check(value));
  });
  fc.assert(property, { numRuns: bodies });
  return counts;
};

const ensureCanonical = (
  canonical: (value: unknown) => unknown,
  body: unknown,
  check: (value: unknown) => boolean,
) => {
  const once = canonical(body);
  if (!check(once)) throw new Error(`Its canonical form is refused: ${JSON.stringify(once)}`);
  if (JSON.stringify(canonical(once)) !== JSON.stringify(once))
    throw new Error(`Its canonical form has another one: ${JSON.stringify(once)}`);
};
