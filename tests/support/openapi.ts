import { catalogueOf, HttpPipeline, openApiOf, rulebooksOf } from '#platform';

import type { TestDesk } from './desk.js';

/** JSON Schema, as far as properties may stand in it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | boolean;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
}

export interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly description?: string;
}

interface Documented {
  readonly content?: Readonly<
    Record<string, { readonly example?: unknown; readonly schema?: Schema }>
  >;
}

export interface Operation {
  readonly operationId: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: Documented;
  readonly responses: Readonly<Record<string, Documented>>;
}

interface Document {
  readonly schemas: Readonly<Record<string, Schema>>;
  readonly operations: readonly Operation[];
}

/** The OpenAPI document of a desk, as a client of another language reads it. */
export const documentOf = ({ desk: { app, platform } }: TestDesk): Document => {
  const catalogue = catalogueOf(rulebooksOf(platform));
  const document = openApiOf(app.get(HttpPipeline).rows, catalogue, '1');
  const { paths, components } = JSON.parse(JSON.stringify(document)) as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
    readonly components: { readonly schemas: Document['schemas'] };
  };
  return {
    schemas: components.schemas,
    operations: Object.values(paths).flatMap((path) => Object.values(path)),
  };
};

/** The schemas within a schema that are no property of its own. */
export const within = ({ additionalProperties: more, items, ...schema }: Schema): Schema[] => [
  ...Object.values(schema.patternProperties ?? {}),
  ...(typeof more === 'object' ? [more] : []),
  ...(items ? [items] : []),
  ...(schema.anyOf ?? []),
  ...(schema.oneOf ?? []),
];

/** Every property of a schema, at any depth, with its path. */
export const propertiesIn = (
  schema: Schema,
  path: string,
): readonly { readonly path: string; readonly name: string; readonly schema: Schema }[] => [
  ...Object.entries(schema.properties ?? {}).flatMap(([name, property]) => [
    { path: `${path}.${name}`, name, schema: property },
    ...propertiesIn(property, `${path}.${name}`),
  ]),
  ...within(schema).flatMap((part) => propertiesIn(part, path)),
];
