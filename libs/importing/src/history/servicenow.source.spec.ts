import { describe, expect, it } from '@jest/globals';
import { defaultSettings } from '#tickets';

import { planOf } from './plan.js';
import type { Incident } from './servicenow.gaps.js';
import { servicenow } from './servicenow.source.js';

const reported: Incident = {
  ticket: 'INC0000045',
  state: 'New',
  openedAt: '2016-02-29T01:16:00.000Z',
  updatedAt: '2016-02-29T01:23:00.000Z',
  update: 0,
  impact: 'medium',
  urgency: 'medium',
  priority: 'medium',
  caller: 'Caller 2403',
  channel: 'phone',
  category: 'Category 55',
  subcategory: 'Subcategory 170',
  symptom: 'Symptom 72',
  item: undefined,
  group: 'Group 56',
  assignee: undefined,
  problem: undefined,
  change: undefined,
  causedBy: undefined,
  reopened: 0,
  reassigned: 0,
  closeCode: 'code 5',
  closedAt: '2016-03-05T12:00:00.000Z',
};

/** Rows that each differ from the one before by what is given, a minute and an update apart. */
const rowsOf = (...changes: readonly Partial<Incident>[]) => {
  const rows = [reported];
  for (const [index, change] of changes.entries()) {
    const updatedAt = new Date(Date.parse(reported.updatedAt) + (index + 1) * 60_000).toISOString();
    rows.push({ ...rows.at(-1)!, updatedAt, update: index + 1, ...change });
  }
  return rows.map((entry, index) => ({ line: index + 2, entry }));
};

const asked = (...changes: readonly Partial<Incident>[]) =>
  planOf(servicenow, rowsOf(...changes))
    .steps.slice(1)
    .map(({ ask, line }) => [line, ask.type, ask.data]);

describe('opening a ticket for an incident', () => {
  const { steps, id } = planOf(servicenow, rowsOf());

  it('keeps its origin, the moment of its opening, and nobody’s words', () => {
    expect(steps).toEqual([
      {
        id: '01532a98-a480-7000-87ae-7de4ae22e9f6',
        line: 2,
        occurredAt: '2016-02-29T01:16:00.000Z',
        ask: {
          type: 'OpenTicket',
          data: {
            kind: 'incident',
            subject: 'Category 55, Subcategory 170, Symptom 72',
            requester: { id: 'servicenow.caller-2403' },
            channel: 'phone',
            origin: { system: 'servicenow', id: 'INC0000045' },
            classification: {
              category: 'Category 55 / Subcategory 170',
              impact: 'medium',
              urgency: 'medium',
            },
            queue: 'servicenow.group-56',
          },
        },
      },
    ]);
  });

  it('makes the same ids whenever it is done', () => {
    const again = planOf(servicenow, rowsOf());
    expect(again.id).toBe(id);
    expect(again.steps.map((step) => step.id)).toEqual(steps.map((step) => step.id));
  });

  it('is dated by the earliest update where that lies before it', () => {
    const late = { ...reported, openedAt: '2016-03-01T00:00:00.000Z' };
    const [opening] = planOf(servicenow, [{ line: 2, entry: late }]).steps;
    expect(opening!.occurredAt).toBe(reported.updatedAt);
  });
});

describe('a row in which facts change', () => {
  it('asks for nothing where nothing changes that has a counterpart', () => {
    expect(asked({}, { state: 'Active' })).toEqual([]);
  });

  it('classifies by what it says, and leaves out what it does not', () => {
    expect(asked({ impact: 'very-high' }, { category: undefined, impact: 'low' })).toEqual([
      [
        3,
        'ClassifyTicket',
        { category: 'Category 55 / Subcategory 170', impact: 'very-high', urgency: 'medium' },
      ],
      [
        4,
        'ClassifyTicket',
        { category: 'Category 55 / Subcategory 170', impact: 'low', urgency: 'medium' },
      ],
    ]);
  });

  it('forgets the subcategory of another category', () => {
    expect(asked({ category: 'Category 9', subcategory: undefined })).toEqual([
      [3, 'ClassifyTicket', { category: 'Category 9', impact: 'medium', urgency: 'medium' }],
    ]);
  });

  it('names the assignee again in another group, because a queue releases', () => {
    expect(asked({ assignee: 'Resolver 13' }, { group: 'Group 70' })).toEqual([
      [3, 'AssignTicket', { assignee: 'servicenow.resolver-13' }],
      [4, 'QueueTicket', { queue: 'servicenow.group-70' }],
      [4, 'AssignTicket', { assignee: 'servicenow.resolver-13' }],
    ]);
  });

  it('keeps queue and assignee where the group and the assignee are not named', () => {
    const named = { group: 'Group 56', assignee: 'Resolver 13' };
    const unnamed = { group: undefined, assignee: undefined };
    expect(asked(named, unnamed, named)).toEqual([
      [3, 'AssignTicket', { assignee: 'servicenow.resolver-13' }],
    ]);
  });

  it('does not take the assignee along into a group whose row does not name one', () => {
    expect(asked({ assignee: 'Resolver 13' }, { group: 'Group 70', assignee: undefined })).toEqual([
      [3, 'AssignTicket', { assignee: 'servicenow.resolver-13' }],
      [4, 'QueueTicket', { queue: 'servicenow.group-70' }],
    ]);
  });

  it('notes problem, change and cause, which are no tickets', () => {
    const types = asked({ problem: 'Problem ID 2' }, { change: 'CHG1' }, { causedBy: 'CHG2' });
    expect(types.map(([, type]) => type)).toEqual(['AddNote', 'AddNote', 'AddNote']);
  });
});

describe('a row in another state', () => {
  it.each([
    ['Awaiting User Info', 'customer'],
    ['Awaiting Problem', 'problem'],
    ['Awaiting Vendor', 'vendor'],
    ['Awaiting Evidence', 'evidence'],
  ])('%s holds the ticket until it is left', (state, awaiting) => {
    expect(asked({ state }, { state: 'Active' })).toEqual([
      [3, 'PutTicketOnHold', { awaiting, reason: `${state} (ServiceNow)` }],
      [4, 'ResumeTicket', {}],
    ]);
  });

  it('closes by silence what had been resolved', () => {
    expect(asked({ state: 'Resolved' }, { state: 'Closed' }, { state: 'Closed' })).toEqual([
      [3, 'ProposeResolution', { text: 'Resolved in ServiceNow, code 5.' }],
      [4, 'CloseUnanswered', {}],
    ]);
  });

  it('reopens what had been resolved, before anything else of that row', () => {
    const types = asked({ state: 'Resolved' }, { state: 'Active', group: 'Group 70' });
    expect(types.map(([line, type]) => [line, type])).toEqual([
      [3, 'ProposeResolution'],
      [4, 'ReopenTicket'],
      [4, 'QueueTicket'],
    ]);
  });
});

describe('the levels of impact and urgency', () => {
  const [, impactOf] = servicenow.columns.impact;
  const [, urgencyOf] = servicenow.columns.urgency;
  const [, priorityOf] = servicenow.columns.priority;

  it.each([
    ['1 - High', '1 - High', '1 - Critical'],
    ['1 - High', '2 - Medium', '2 - High'],
    ['1 - High', '3 - Low', '3 - Moderate'],
    ['2 - Medium', '1 - High', '2 - High'],
    ['2 - Medium', '2 - Medium', '3 - Moderate'],
    ['2 - Medium', '3 - Low', '4 - Low'],
    ['3 - Low', '1 - High', '3 - Moderate'],
    ['3 - Low', '2 - Medium', '4 - Low'],
  ])('%s and %s give their priority %s by our matrix', (impact, urgency, priority) => {
    const ours = defaultSettings.matrix.of[impactOf(impact)][urgencyOf(urgency)];
    expect(ours).toBe(priorityOf(priority));
  });
});
