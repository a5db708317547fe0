import { lookUp } from '#eventing';
const numeric = /^-?\d{1,16}(\.\d{1,16})?$/;

const booleans: Readonly<Record<string, boolean>> = { true: true, false: false };

/** JSON Schema, as far as it tells what a text of the query string is to become. */
interface Schema {
  readonly type?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
}

const asNumber = (text: string) => (numeric.test(text) ? Number(text) : text);

/** A text that does not look like what its schema wants stays as it is, and is refused by it. */
const byType: Readonly<Record<string, (text: string, schema: Schema) => unknown>> = {
  integer: asNumber,
  boolean: (text) => lookUp(booleans, text) ?? text,
  array: (text, { items = {} }) => text.split(',').map((part) => coerced(items, part)),
};

const coerced = (schema: Schema, text: string): unknown =>
  lookUp(byType, schema.type ?? '')?.(text, schema) ?? text;

/** The query string's texts turned into what the schema of its class speaks of. */
export const queryOf = (
  { properties = {} }: Schema,
  query: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(query).map(([name, value]) => [
      name,
      typeof value === 'string' && Object.hasOwn(properties, name)
        ? coerced(lookUp(properties, name)!, value)
        : value,
    ]),
  );
