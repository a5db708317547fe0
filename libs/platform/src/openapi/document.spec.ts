import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { HttpPipeline } from '../pipeline/http-pipeline.js';
import { notebookApp, type NotebookApp } from '../testing/notebook-app.fixture.js';
import { catalogueOf } from '../problems/problem.js';
import type { RouteRow } from '../routes/route.js';
import { openApiOf } from './document.js';

let edge: NotebookApp;
beforeAll(async () => {
  edge = await notebookApp();
});
afterAll(() => edge.close());

interface Operation {
  readonly operationId: string;
  readonly requestBody?: { readonly content: Readonly<Record<string, { example?: unknown }>> };
  readonly responses: Readonly<Record<string, unknown>>;
}

const document = async () =>
  (await edge.app.inject({ url: '/openapi.json' })).json() as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
    readonly components: { readonly examples: object };
  };

describe('the OpenAPI document', () => {
  it('is valid by the schema of OpenAPI 3.1', async () => {
    const result = await new Validator().validate(await document());
    expect(result.errors).toBeUndefined();
    expect(result.valid).toBe(true);
  });

  it('has every route, an example for every JSON request, and one for every problem', async () => {
    const { paths, components } = await document();
    const operations = Object.values(paths).flatMap((path) => Object.values(path));
    expect(operations).toHaveLength(edge.app.get(HttpPipeline).rows.length);
    const bodies = operations.flatMap(({ requestBody }) =>
      Object.values(requestBody?.content ?? {}),
    );
    for (const { example } of bodies) expect(example).toBeDefined();
    const codes = (await edge.app.inject({ url: '/problems' })).json().items;
    expect(Object.keys(components.examples).toSorted()).toEqual(
      codes.map(({ code }: { code: string }) => code).toSorted(),
    );
  });

  it('has an example of one file for a request that is a file', () => {
    const row: RouteRow = {
      name: 'attach',
      method: 'POST',
      path: '/x',
      summary: 'X.',
      roles: 'anyone',
      upload: {
        limit: 10,
        accepts: () => true,
        example: { media: 'text/plain', value: 'Hello' },
      },
    };
    const { paths } = openApiOf([row], catalogueOf([]), '1');
    expect(paths['/x']!['post']).toMatchObject({
      requestBody: {
        content: {
          'text/plain': { example: 'Hello' },
          '*/*': { schema: { type: 'string' } },
        },
      },
    });
  });

  it('has an example of every export, and of every live update', async () => {
    const { paths } = await document();
    for (const [path, media] of [
      ['/v1/notes/export', 'application/x-ndjson'],
      ['/v1/notes/live', 'text/event-stream'],
    ] as const)
      expect(paths[path]!['get']!.responses['200']).toMatchObject({
        content: { [media]: { example: expect.stringContaining('\n') } },
      });
  });

  it('gives operations distinct names', async () => {
    const { paths } = await document();
    const ids = Object.values(paths).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('cannot be made of a row that names a problem which no rulebook defines', () => {
    const problems = ['x.unheard-of'];
    const row: RouteRow = { method: 'GET', path: '/x', summary: 'X.', roles: 'anyone', problems };
    expect(() => openApiOf([row], catalogueOf([]), '1')).toThrow('x.unheard-of');
  });
});

describe('the page at /docs', () => {
  it('loads nothing from elsewhere', async () => {
    const page = await edge.app.inject({ url: '/docs' });
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    const sources = [...page.payload.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url!);
    expect(sources).toHaveLength(4);
    for (const url of sources) {
      const file = await edge.app.inject({ url });
      expect(file.statusCode).toBe(200);
      expect(file.rawPayload.length).toBeGreaterThan(50);
    }
  });

  it('serves no other file', async () => {
    expect((await edge.app.inject({ url: '/docs/package.json' })).statusCode).toBe(404);
    expect((await edge.app.inject({ url: '/docs/..%2fpackage.json' })).statusCode).toBe(404);
  });
});
