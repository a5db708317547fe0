import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { catalogueOf, HttpPipeline, openApiOf, rulebooksOf } from '#platform';

import { TestDesk } from '../support/desk.js';

interface Documented {
  readonly content?: Readonly<Record<string, { readonly example?: unknown }>>;
}

interface Operation {
  readonly operationId: string;
  readonly requestBody?: Documented;
  readonly responses: Readonly<Record<string, Documented>>;
}

/** What no reader can guess from a schema: it is one text. */
const texts = ['application/x-ndjson', 'text/event-stream'];

describe('the OpenAPI document of the desk', () => {
  let desk: TestDesk;
  let operations: readonly Operation[];
  beforeAll(async () => {
    desk = await TestDesk.open();
    const { app, platform } = desk.desk;
    const { paths } = openApiOf(
      app.get(HttpPipeline).rows,
      catalogueOf(rulebooksOf(platform)),
      '1',
    );
    operations = Object.values(paths).flatMap((path) => Object.values(path)) as Operation[];
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
});
