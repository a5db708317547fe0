import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { TestDesk } from '../support/desk.js';
import {
  documentOf,
  type Operation,
  propertiesIn,
  type Schema,
  within,
} from '../support/openapi.js';

/** What no reader can guess from a schema: it is one text. */
const texts = ['application/x-ndjson', 'text/event-stream'];

const isSaid = ({ description }: { readonly description?: string }) =>
  description !== undefined && /^.{3,}[.)]$/s.test(description);

/** The properties of a schema, at any depth, of which nothing is said. */
const unsaidIn = (schema: Schema, path: string): readonly string[] =>
  propertiesIn(schema, path).flatMap(({ path: of, schema: one }) => (isSaid(one) ? [] : [of]));

/** The objects, at any depth, that may have properties which nobody documents. */
const openIn = (schema: Schema, path: string): readonly string[] => [
  ...(schema.type === 'object' && !schema.patternProperties && schema.additionalProperties !== false
    ? [path]
    : []),
  ...Object.entries(schema.properties ?? {}).flatMap(([name, each]) =>
    openIn(each, `${path}.${name}`),
  ),
  ...within(schema).flatMap((part) => openIn(part, path)),
];

/** What others define: checks of health each for itself, SCIM by its RFCs. */
const definedElsewhere = /^(?:Problem|IsReadyAnswer\.checks|ReadOpenApiAnswer|\w+Scim\w+|Scim\w+)/;

describe('the OpenAPI document of the desk', () => {
  let desk: TestDesk;
  let operations: readonly Operation[];
  let schemas: Readonly<Record<string, Schema>>;
  beforeAll(async () => {
    desk = await TestDesk.open();
    ({ operations, schemas } = documentOf(desk));
  });
  afterAll(() => desk.close());

  const lacking = (found: (operation: Operation) => readonly { readonly example?: unknown }[]) =>
    operations
      .filter((operation) => {
        const contents = found(operation);
        return contents.length > 0 && contents.every(({ example }) => example === undefined);
      })
      .map(({ operationId }) => operationId);

  it('has an example for every request with a body, files too', () =>
    expect(lacking(({ requestBody }) => Object.values(requestBody?.content ?? {}))).toEqual([]));

  it('has an example for every export and every stream of events', () =>
    expect(
      lacking(({ responses }) =>
        Object.entries(responses['200']?.content ?? {}).flatMap(([media, content]) =>
          texts.includes(media) ? [content] : [],
        ),
      ),
    ).toEqual([]));

  it('says what every parameter of every operation means', () =>
    expect(
      operations.flatMap(({ operationId, parameters }) =>
        parameters
          .filter((parameter) => !isSaid(parameter))
          .map(({ in: place, name }) => `${operationId}: ${place} ${name}`),
      ),
    ).toEqual([]));

  it('says what every property of every body and answer means', () => {
    expect(Object.keys(schemas).length).toBeGreaterThan(100);
    expect(Object.entries(schemas).flatMap(([name, schema]) => unsaidIn(schema, name))).toEqual([]);
  });

  it('leaves no object open but those that others define', () => {
    const open = Object.entries(schemas).flatMap(([name, schema]) => openIn(schema, name));
    expect(open.filter((path) => !definedElsewhere.test(path))).toEqual([]);
  });
});
