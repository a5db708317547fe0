import { lookUp } from '#eventing';
import type { Schema } from '../routes/json-schema.js';
import { Moment } from '../routes/schemas.js';

export type Keywords = Readonly<Record<string, unknown>>;

type Row = (...constraints: never[]) => Keywords;

/** A schema without what TypeBox hides in it. */
export const plain = (schema: Schema): Keywords => JSON.parse(JSON.stringify(schema)) as Keywords;

const unicode = (pattern: RegExp): string => {
  if (pattern.flags === 'u') return pattern.source;
  throw new Error(`${pattern} needs the flag u and no other: so JSON Schema reads patterns.`);
};

/**
 * The constraints that a request may have, by class-validator's own names: one row for each, with its keywords of JSON Schema 2020-12. There are no others.
 */
const rows: Readonly<Record<string, Row>> = {
  isString: () => ({ type: 'string' }),
  isBoolean: () => ({ type: 'boolean' }),
  isInt: () => ({ type: 'integer' }),
  isObject: () => ({ type: 'object' }),
  isArray: () => ({ type: 'array' }),
  isIn: (values: readonly string[]) => ({ enum: [...values] }),
  isMoment: () => ({ format: 'date-time', ...plain(Moment) }),
  minCharacters: (minLength: number) => ({ minLength }),
  maxCharacters: (maxLength: number) => ({ maxLength }),
  matches: (pattern: RegExp) => ({ pattern: unicode(pattern) }),
  min: (minimum: number) => ({ minimum }),
  max: (maximum: number) => ({ maximum }),
  arrayMinSize: (minItems: number) => ({ minItems }),
  arrayMaxSize: (maxItems: number) => ({ maxItems }),
  // What class-validator has no word for says it in the schema's own.
  holds: (schema: Keywords) => schema,
};

export const isConstraint = (name: string | undefined): name is string =>
  name !== undefined && Object.hasOwn(rows, name);

/** What a constraint is in JSON Schema. */
export const keywordsOf = (name: string, constraints: readonly unknown[]): Keywords =>
  lookUp(rows, name)!(...(constraints as never[]));
