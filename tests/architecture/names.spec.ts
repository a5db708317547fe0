import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { TestDesk } from '../support/desk.js';
import { documentOf, type Operation, propertiesIn, type Schema } from '../support/openapi.js';

/** Names for something that has another name on every route already, and where they may not be. */
interface SecondName {
  readonly names: RegExp;
  readonly use: string;
  readonly of: 'query' | 'property' | 'both';
}

const secondNames: readonly SecondName[] = [
  { names: /^next(?:Page|Token)?$/, use: 'nextCursor', of: 'property' },
  { names: /^(?:offset|page|pageToken|skip)$/, use: 'cursor', of: 'query' },
  { names: /^(?:pageSize|perPage|size|top)$/, use: 'limit', of: 'query' },
  { names: /^(?:revision|sequence|etag)$/, use: 'version', of: 'both' },
  { names: /^(?:watcher|watchedBy|follower|involves)$/, use: 'person', of: 'query' },
  { names: /^(?:follower|participant|subscriber)s?$/, use: 'watchers', of: 'property' },
  { names: /^(?:requesterId|requestedFor|caller|reporter)$/, use: 'requester', of: 'both' },
  { names: /^(?:behalfOf|actingFor|forCustomer)$/, use: 'onBehalfOf', of: 'both' },
  { names: /^(?:actor|author|createdBy)$/, use: 'by', of: 'property' },
  { names: /^(?:event|eventType)$/, use: 'type', of: 'property' },
  { names: /^(?:created|createdOn|opened|openedOn)$/, use: 'createdAt or openedAt', of: 'both' },
];

/** What others define: proofs of the ledger by their format, SCIM by its RFCs. */
const definedElsewhere = /^(?:ReadTicketBundleAnswer\b|\w*Scim)/;

const adviceOn = (name: string, place: 'query' | 'property'): readonly string[] =>
  secondNames
    .filter(({ names, of }) => (of === 'both' || of === place) && names.test(name))
    .map(({ use }) => use);

const advised = (where: string, name: string, place: 'query' | 'property') =>
  adviceOn(name, place).map((use) => `${where}: say ${use}, not ${name}`);

const queriesOf = ({ parameters }: Operation) =>
  parameters.flatMap(({ in: place, name }) => (place === 'query' ? [name] : []));

describe('the names in the OpenAPI document', () => {
  let desk: TestDesk;
  let operations: readonly Operation[];
  let schemas: Readonly<Record<string, Schema>>;
  beforeAll(async () => {
    desk = await TestDesk.open();
    ({ operations, schemas } = documentOf(desk));
  });
  afterAll(() => desk.close());

  const answerOf = ({ responses }: Operation): Schema => {
    const { $ref = '' } = responses['200']?.content?.['application/json']?.schema ?? {};
    return schemas[$ref.split('/').at(-1)!] ?? {};
  };

  it('are the same for the same thing in every property of a body or an answer', () => {
    const named = Object.entries(schemas).flatMap(([name, schema]) => propertiesIn(schema, name));
    const ours = named.filter(({ path }) => !definedElsewhere.test(path));
    expect(ours.length).toBeGreaterThan(1000);
    expect(ours.flatMap(({ path, name }) => advised(path, name, 'property'))).toEqual([]);
  });

  it('are the same for the same thing in every query', () =>
    expect(
      operations.flatMap((operation) =>
        queriesOf(operation).flatMap((name) => advised(operation.operationId, name, 'query')),
      ),
    ).toEqual([]));

  it('are cursor, limit and nextCursor wherever an answer has pages', () => {
    const paged = operations.filter((operation) => {
      const names = new Set(queriesOf(operation));
      return ['cursor', 'limit'].some((name) => names.has(name));
    });
    expect(paged.length).toBeGreaterThan(10);
    const said = paged.map((operation) => [
      operation.operationId,
      queriesOf(operation)
        .filter((name) => ['cursor', 'limit'].includes(name))
        .toSorted(),
      Object.keys(answerOf(operation).properties ?? {}).includes('nextCursor'),
    ]);
    expect(said).toEqual(paged.map(({ operationId }) => [operationId, ['cursor', 'limit'], true]));
  });

  it('that are second ones are found where they stand, with the first one', () => {
    expect(advised('readTimeline', 'next', 'property')).toEqual([
      'readTimeline: say nextCursor, not next',
    ]);
    expect(adviceOn('watcher', 'query')).toEqual(['person']);
    expect(adviceOn('watcher', 'property')).toEqual([]);
  });
});
