import { lookUp } from '#eventing';

type Json = Readonly<Record<string, unknown>>;

interface Form extends Json {
  readonly title: string;
  readonly properties: Readonly<Record<string, { readonly const?: unknown }>>;
}

/** Some of several objects that are told apart by a property (`oneOfBy`). */
interface ToldApart extends Json {
  readonly oneOf: readonly Form[];
  readonly discriminator: { readonly propertyName: string };
}

const isToldApart = (schema: Json): schema is ToldApart =>
  'discriminator' in schema && 'oneOf' in schema;

const refOf = ({ title }: Form) => `#/components/schemas/${title}`;

/** OpenAPI's discriminator knows references only: inline schemas are not considered. */
const byReference = ({ oneOf, discriminator: { propertyName }, ...rest }: ToldApart) => ({
  ...rest,
  oneOf: oneOf.map((form) => ({ $ref: refOf(form) })),
  discriminator: {
    propertyName,
    mapping: Object.fromEntries(
      oneOf.map((form) => [String(lookUp(form.properties, propertyName)?.const), refOf(form)]),
    ),
  },
});

const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** A schema as it stands in the document; the forms that it refers to are put into `found`. */
const referring = (schema: unknown, found: Map<string, unknown>): unknown => {
  if (Array.isArray(schema)) return schema.map((item) => referring(item, found));
  if (!isJson(schema)) return schema;
  if (!isToldApart(schema))
    return Object.fromEntries(
      Object.entries(schema).map(([name, part]) => [name, referring(part, found)]),
    );
  for (const { title, ...form } of schema.oneOf) found.set(title, referring(form, found));
  return byReference(schema);
};

/** Schemas by their names, and beside them the forms that they refer to. */
export const componentsOf = (schemas: Json): Json => {
  const found = new Map<string, unknown>();
  const referred = referring(schemas, found) as Json;
  return { ...referred, ...Object.fromEntries(found) };
};
