import { lookUp } from '#eventing';

const numeric = /^-?\d{1,16}(\.\d{1,16})?$/;

const booleans: Readonly<Record<string, boolean>> = { true: true, false: false };

/** The part of a JSON Schema that says what a text of the query string becomes. */
interface Schema {
  readonly type?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
}

/** A text that does not have the form of its type stays a text, which the schema then refuses. */
const byType: Readonly<Record<string, (text: string) => unknown>> = {
  integer: (text) => (numeric.test(text) ? Number(text) : text),
  boolean: (text) => lookUp(booleans, text) ?? text,
};

const coerced = ({ type = '' }: Schema, text: string): unknown =>
  lookUp(byType, type)?.(text) ?? text;

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
};

/** A parameter as it was sent: only a comma that is not encoded separates values (RFC 3986, 2.2). */
const sentAs = (url: string, name: string): string => {
  const sent = url.slice(url.indexOf('?') + 1).split('&');
  const found = sent.find((pair) => decoded(pair.split('=', 1)[0]!) === name) ?? '';
  return found.slice(found.indexOf('=') + 1);
};

const severalOf = ({ items = {} }: Schema, sent: string): readonly unknown[] =>
  sent.split(',').map((part) => coerced(items, decoded(part)));

/** The query with its texts converted to the types of the schema. */
export const queryOf = (
  { properties }: Schema,
  query: Readonly<Record<string, unknown>>,
  url: string,
): Readonly<Record<string, unknown>> => {
  const read = (name: string, value: unknown): unknown => {
    const schema = lookUp(properties, name);
    if (typeof value !== 'string' || !schema) return value;
    return schema.type === 'array' ? severalOf(schema, sentAs(url, name)) : coerced(schema, value);
  };
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, read(name, value)]),
  );
};
