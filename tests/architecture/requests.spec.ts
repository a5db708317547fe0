import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bodyClassOf, HttpPipeline, queryClassOf, type RouteRow, schemaCheck } from '#platform';
import { agreementOn, schemaOf, validate } from '#platform/testing';

import { TestDesk } from '../support/desk.js';

/** Of each class; the long run of continuous integration tries more. */
const BODIES = Number(process.env['AMENDS_REQUEST_BODIES'] ?? 100);

describe('the requests of every context', () => {
  let desk: TestDesk;
  let rows: readonly RouteRow[];
  beforeAll(async () => {
    desk = await TestDesk.open();
    rows = desk.desk.app.get(HttpPipeline).rows;
  });
  afterAll(() => desk.close());

  const named = ({ method, path }: RouteRow) => `${method} ${path}`;

  const allClasses = () => {
    const bodies = rows.flatMap((row) => bodyClassOf(row) ?? []);
    const queries = rows.filter(({ query, list }) => query ?? list).map(queryClassOf);
    return new Set([...bodies, ...queries]);
  };

  it('are judged alike by their schema and by class-validator', () => {
    const classes = allClasses();
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

  it('tell one fault for each value, in one line that says which form is expected there', () => {
    for (const shape of allClasses()) {
      const { properties = {} } = schemaOf(shape) as { properties?: object };
      const wrong = Object.fromEntries(Object.keys(properties).map((name) => [name, null]));
      for (const body of [wrong, {}]) {
        const told = validate(shape, body);
        expect(new Set(told.map(({ pointer }) => pointer)).size).toBe(told.length);
        const others = told.filter(
          ({ detail: { en, ar } }) =>
            !/^(?:Missing\. )?Must be (?!as documented)[^\n]+\.$/.test(en) ||
            !ar.includes('المطلوب: '),
        );
        expect([shape.name, others]).toEqual([shape.name, []]);
      }
    }
  });

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
