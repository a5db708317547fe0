import { readFileSync } from 'node:fs';
import { type AnyView, keyOf, project } from '#eventing';
import { recordedSamples } from '#eventing/testing';

import { describe, expect, it } from '@jest/globals';
import { defaultSettings, tickets } from '../index.js';
import { ticketDecider } from './ticket.decider.js';
import { isForStaff, type TicketEvent } from './ticket.events.js';
import { evolution } from './ticket.state.js';
import { worklistView } from '../worklist/worklist.view.js';

const { aggregates, views, policies } = tickets.create(defaultSettings);

/**
 * Events as they were recorded when their schema was released. They are never changed and never
 * removed: anyone who changes an event adds an upcaster, and new samples beside these.
 */
const samples = recordedSamples<TicketEvent>(
  readFileSync(new URL('../../samples/ticket-events.v1.ndjson', import.meta.url), 'utf8'),
);

const rowsOf = (view: AnyView) => {
  const rows = new Map<string, unknown>();
  for (const event of samples) {
    const row = project<TicketEvent, unknown>(view, rows.get(keyOf(view, event)), event);
    if (row === null || row === undefined) rows.delete(keyOf(view, event));
    else rows.set(keyOf(view, event), row);
  }
  return [...rows.values()];
};

describe('every event that was ever released', () => {
  it('has a sample, and every sample is an event', () =>
    expect([...new Set(samples.map(({ type }) => type))].toSorted()).toEqual(
      Object.keys(evolution).toSorted(),
    ));

  it('moves the version that readers of the ticket compare', () =>
    expect(Object.keys(worklistView.when).toSorted()).toEqual(Object.keys(evolution).toSorted()));

  it('leaves the ticket as it is for customers where they may not hear of it', () => {
    const audiences = new Map(aggregates.flatMap(({ events }) => Object.entries(events)));
    const hidden = samples.filter(({ type }) => audiences.get(type) !== 'anyone');
    expect(hidden.length).toBeGreaterThan(3);
    expect(hidden.filter((event) => !isForStaff(event)).map(({ type }) => type)).toEqual([]);
  });

  it('folds to what the customer said last', () => {
    const decider = ticketDecider();
    const ticket = samples.reduce(decider.evolve, decider.initial);
    expect(ticket).toMatchObject({
      status: 'closed',
      version: samples.length,
      impact: 'high',
      queue: 'network',
      closed: { as: 'duplicate' },
      corrections: { impact: { is: 'high' }, solved: { is: false } },
    });
  });

  it.each(views)('is read by the view $name', (view) =>
    expect(rowsOf(view).length).toBeGreaterThan(0),
  );

  it.each(policies)('is read by the policy $name', (policy) =>
    expect(() => rowsOf(policy)).not.toThrow(),
  );
});
