import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bodyClassOf, HttpPipeline, queryClassOf, type RouteRow, schemaCheck } from '#platform';
import { agreementOn, validate } from '#platform/testing';

import { TestDesk } from '../support/desk.js';

/** Of each class; the long run of continuous integration tries more. */
const BODIES = Number(process.env['AMENDS_REQUEST_BODIES'] ?? 500);

describe('the requests of every context', () => {
  let desk: TestDesk;
  let rows: readonly RouteRow[];
  beforeAll(async () => {
    desk = await TestDesk.open();
    rows = desk.desk.app.get(HttpPipeline).rows;
  });
  afterAll(() => desk.close());

  const named = ({ method, path }: RouteRow) => `${method} ${path}`;

  it('are judged alike by their schema and by class-validator', () => {
    const bodies = rows.flatMap((row) => bodyClassOf(row) ?? []);
    const queries = rows.filter(({ query, list }) => query ?? list).map(queryClassOf);
    const classes = new Set([...bodies, ...queries]);
    expect(classes.size).toBeGreaterThan(50);
    for (const shape of classes) {
      const { taken, refused } = agreementOn(shape, BODIES);
      expect([shape.name, taken > BODIES / 20, refused > BODIES / 20]).toEqual([
        shape.name,
        true,
        true,
      ]);
    }
  }, 600_000);

  it('have examples that are as their class says', () => {
    const faulty = rows.flatMap((row) => {
      const shape = bodyClassOf(row);
      const faults = shape ? validate(shape, row.example) : [];
      return faults.length > 0 ? [[named(row), faults]] : [];
    });
    expect(faulty).toEqual([]);
  });

  it('have examples of answers that are as their schema says', () => {
    const faulty = rows.flatMap((row) => {
      const { schema, example } = row.answer ?? {};
      return schema && example !== undefined && schemaCheck(schema)(example).length > 0
        ? [named(row)]
        : [];
    });
    expect(faulty).toEqual([]);
  });
});
