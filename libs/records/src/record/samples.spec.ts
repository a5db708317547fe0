import { readFileSync } from 'node:fs';
import { wordOverRecord } from '#claims';
import { type AnyView, keyOf, project } from '#eventing';
import { recordedSamples } from '#eventing/testing';

import { describe, expect, it } from '@jest/globals';
import { recordsContext } from '../index.js';
import { explained, historyOf } from '../records/history.representation.js';
import { recordDecider } from './record.decider.js';
import type { RecordEvent } from './record.events.js';
import { evolution } from './record.state.js';
import { settings } from './record.fixture.js';

/**
 * Events as they were recorded when their schema was released. They are never changed and never
 * removed: anyone who changes an event adds an upcaster, and new samples beside these.
 */
const samples = recordedSamples<RecordEvent>(
  readFileSync(new URL('../../samples/record-events.v1.ndjson', import.meta.url), 'utf8'),
);

const rowsOf = (view: AnyView, events = samples) => {
  const rows = new Map<string, unknown>();
  for (const event of events) {
    const row = project<RecordEvent, unknown>(view, rows.get(keyOf(view, event)), event);
    if (row === null || row === undefined) rows.delete(keyOf(view, event));
    else rows.set(keyOf(view, event), row);
  }
  return [...rows.values()];
};

const { views, policies } = recordsContext(settings);

const untilErased = samples.slice(0, -1);

describe('every event that was ever released', () => {
  it('has a sample, and every sample is an event', () =>
    expect([...new Set(samples.map(({ type }) => type))].toSorted()).toEqual(
      Object.keys(evolution).toSorted(),
    ));

  it('folds to what the customer said, until she was forgotten', () => {
    const decider = recordDecider(settings);
    const record = untilErased.reduce(decider.evolve, decider.initial);
    expect(record.customer).toBe('salma');
    expect(record.fields['address']!.claims[0]).toMatchObject({
      value: { houseNumber: '30' },
      assurance: 'verified',
    });
    expect(record.fields['preferred-name']!.claims[0]).toMatchObject({ value: 'Salma' });
    expect(decider.evolve(record, samples.at(-1)!)).toMatchObject({ erased: true, fields: {} });
  });

  it('tells the same to anyone who reads the log', () => {
    const then = explained(historyOf(untilErased), wordOverRecord, '2026-02-01T00:00:00.000Z');
    expect(then['address']!.inForce).toMatchObject({ value: { houseNumber: '30' } });
    expect(then['address']!.others.map(({ because }) => because)).toEqual([
      'replaced',
      'outranked',
      'withdrawn',
    ]);
  });

  it.each(views)('is read by the view $name', (view) =>
    expect(rowsOf(view).length).toBeGreaterThan(0),
  );

  it.each(policies)('is read by the policy $name', (policy) =>
    expect(() => rowsOf(policy)).not.toThrow(),
  );

  it('names the parts that are personal, and whose they are', () => {
    const decider = recordDecider(settings);
    let record = decider.initial;
    const personal = samples.map((event) => {
      record = decider.evolve(record, event);
      return decider.personal!(record, event);
    });
    const persons = new Set(personal.flatMap((parts) => Object.values(parts)));
    expect([...persons].toSorted()).toEqual(['crm:9', 'salma']);
    const clear = samples.map(({ data }, index) =>
      Object.keys(personal[index]!).reduce(
        (text, pointer) => text.replace(JSON.stringify(valueAt(data, pointer)) ?? '\0', ''),
        JSON.stringify(data),
      ),
    );
    for (const words of ['Nile Street', 'سلمى', 'Salma', 'A nickname'])
      expect(clear.join('\n')).not.toContain(words);
  });
});

const valueAt = (data: unknown, pointer: string): unknown =>
  pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], data);
