import { IsArray, IsBoolean, IsInteger, IsNumber, type TObject, type TSchema } from 'typebox';

const numeric = /^-?\d{1,16}(\.\d{1,16})?$/;

const booleans: Readonly<Record<string, boolean>> = { true: true, false: false };

/** A text of the query string as its schema wants it; as it is where it does not look like that. */
const coerced = (schema: TSchema | undefined, text: string): unknown => {
  if (!schema) return text;
  if (IsInteger(schema) || IsNumber(schema)) return numeric.test(text) ? Number(text) : text;
  if (IsBoolean(schema)) return booleans[text] ?? text;
  if (IsArray(schema)) return text.split(',').map((part) => coerced(schema.items, part));
  return text;
};

/** The query string's texts turned into what the schema speaks of. */
export const queryOf = (
  schema: TObject,
  query: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(query).map(([name, value]) => [
      name,
      typeof value === 'string' ? coerced(schema.properties[name], value) : value,
    ]),
  );
