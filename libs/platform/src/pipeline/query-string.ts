import { lookUp } from '#eventing';

const numeric = /^-?\d{1,16}(\.\d{1,16})?$/;

const booleans: Readonly<Record<string, boolean>> = { true: true, false: false };

/** JSON Schema, as far as it tells what a text of the query string is to become. */
interface Schema {
  readonly type?: string;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
}

/** A text that does not look like what its schema wants stays as it is, and is refused by it. */
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

/** A parameter as it was sent; a comma between values is one that is not encoded (RFC 3986, 2.2). */
const sentAs = (url: string, name: string): string => {
  const sent = url.slice(url.indexOf('?') + 1).split('&');
  const found = sent.find((pair) => decoded(pair.split('=', 1)[0]!) === name) ?? '';
  return found.slice(found.indexOf('=') + 1);
};

const severalOf = ({ items = {} }: Schema, sent: string): readonly unknown[] =>
  sent.split(',').map((part) => coerced(items, decoded(part)));

/** The query string's texts turned into what the schema of its class speaks of. */
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
