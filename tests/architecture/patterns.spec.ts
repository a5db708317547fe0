import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { resolve } from 'node:path';
import type { TestDesk } from '../support/desk.js';
import { worstFor } from './pattern-growth.js';
import { composed, inSchemas, literals, sources, type Pattern } from './patterns.js';

let desk: TestDesk;
let made: readonly Pattern[];
let document: unknown;

beforeAll(async () => {
  made = await composed(async () => {
    const modules = sources.filter((file) => file.endsWith('.ts') && !file.endsWith('/main.ts'));
    for (const file of modules) await import(resolve(file));
    desk = await (await import('../support/desk.js')).TestDesk.open();
    const administrator = await desk.person('administrator');
    await administrator('PUT', '/v1/tickets');
    document = (await administrator('GET', '/openapi.json')).body;
  });
});

afterAll(() => desk.close());

const distinct = (patterns: readonly Pattern[]) => [
  ...new Map(patterns.map((one) => [String(one.pattern), one])).values(),
];

const faultsOf = (patterns: readonly Pattern[]) =>
  distinct(patterns).flatMap(({ pattern, at }) => {
    const worst = worstFor(pattern);
    return worst === undefined ? [] : [`${at} ${String(pattern)}: ${worst}`];
  });

describe('a pattern that is fed 100,000 characters of the worst kinds', () => {
  it('is found where it takes longer than the text is long', () => {
    const quadratic = [/^(.+?)[\s,]+(\d+)$/u, /\/+$/, /\s+$/, /(?<=\d)T.*$/u, /^(\w+\s?)*$/];
    expect(quadratic.filter((pattern) => worstFor(pattern) === undefined)).toEqual([]);
  });

  it('takes as long as the text is long, wherever it is written down', () => {
    const all = literals();
    expect(all.length).toBeGreaterThan(70);
    expect(faultsOf(all)).toEqual([]);
  });

  it('takes as long as the text is long, where it is composed', () => {
    const places = Map.groupBy(made, ({ at }) => at);
    expect(places.size).toBeGreaterThan(4);
    // What one place composes differs in its words alone.
    expect(faultsOf([...places.values()].flatMap((all) => all.slice(0, 3)))).toEqual([]);
  });

  it('takes as long as the text is long, in the schema of a request', () => {
    const all = distinct(inSchemas(document));
    expect(all.length).toBeGreaterThan(8);
    expect(faultsOf(all)).toEqual([]);
  });
});

interface Sent {
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly schema: object;
  }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { schema?: object }>> };
}

type Schema = Readonly<Record<string, unknown>>;

const bounds = ['maxLength', 'enum', 'const', 'format'];

const isUnbounded = (schema: Schema) =>
  (schema['type'] === 'string' && !bounds.some((bound) => bound in schema)) ||
  (schema['type'] === 'array' && !('maxItems' in schema));

/** Where in a schema a text or a list may be of any length. */
const unbounded = (schema: unknown, at: string): readonly string[] => {
  if (typeof schema !== 'object' || schema === null) return [];
  const inner = Object.entries(schema).flatMap(([key, value]) => unbounded(value, `${at}/${key}`));
  return isUnbounded(schema as Schema) ? [at, ...inner] : inner;
};

const unboundedIn = (path: string, { parameters = [], requestBody }: Sent) => [
  // Node takes 16 KiB of header fields, whatever they are.
  ...parameters
    .filter((parameter) => parameter.in !== 'header')
    .flatMap(({ name, schema }) => unbounded(schema, `${path} ${name}`)),
  ...Object.entries(requestBody?.content ?? {})
    .filter(([media]) => /\bjson\b/.test(media))
    .flatMap(([, { schema }]) => unbounded(schema, path)),
];

describe('a text or a list that a caller sends', () => {
  it('has a limit, in every parameter and every body', () => {
    const { paths } = document as {
      readonly paths: Readonly<Record<string, Readonly<Record<string, Sent>>>>;
    };
    const all = Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations).flatMap(([method, sent]) =>
        unboundedIn(`${method} ${path}`, sent),
      ),
    );
    expect(all).toEqual([]);
  });
});
