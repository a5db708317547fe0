import type { Moment } from '#eventing';
import type { Channel, Grade, Priority } from '#tickets';

import type { HistoryEntry, Source } from './source.js';

/** A row of the log of incidents: https://www.servicenow.com/docs, "Incident management". */
export interface Incident extends HistoryEntry {
  readonly update: number;
  readonly group: string | undefined;
  readonly priority: Priority;
  readonly reopened: number;
  readonly reassigned: number;
  readonly impact: Grade;
  readonly urgency: Grade;
  readonly caller: string;
  readonly channel: Channel | undefined;
  readonly category: string | undefined;
  readonly subcategory: string | undefined;
  readonly symptom: string | undefined;
  readonly item: string | undefined;
  readonly assignee: string | undefined;
  readonly problem: string | undefined;
  readonly change: string | undefined;
  readonly causedBy: string | undefined;
  readonly closeCode: string | undefined;
  readonly closedAt: Moment | undefined;
}

/** What their log does not say. */
export const gaps: Source<Incident>['gaps'] = {
  'hidden-updates': {
    sentence: 'Updates that their counter skips: no row shows them.',
    of: ({ update }, before) => Math.max(0, update - (before ? before.update + 1 : 0)),
  },
  'out-of-order': {
    sentence:
      'Rows whose update counter or moment is before that of the row above: used in the order of the file, with unchanged moments.',
    of: ({ update, updatedAt }, before) =>
      before !== undefined && (update < before.update || updatedAt < before.updatedAt),
  },
  'updated-before-opened': {
    sentence: 'Tickets with an update before their opening: opened at their earliest update.',
    of: ({ updatedAt, openedAt }, before) => !before && updatedAt < openedAt,
  },
  'group-unknown': {
    sentence: 'Rows that do not name the group: the ticket stays in the queue it was in.',
    of: ({ group }) => group === undefined,
  },
  'reassigned-unseen': {
    sentence:
      'Reassignments that they counted, but whose rows do not name both groups, or name the same one.',
    of: ({ reassigned, group }, before) => {
      const theirs = reassigned - (before?.reassigned ?? 0);
      const shown = before?.group !== undefined && group !== undefined && group !== before.group;
      return Math.max(0, theirs - Number(shown));
    },
  },
  'assignee-unknown': {
    sentence:
      'Rows that no longer name the earlier assignee: the ticket is released only if the group changes.',
    of: ({ assignee }, before) => assignee === undefined && before?.assignee !== undefined,
  },
  'new-or-active': {
    sentence: 'Changes from New to Active: both are open here.',
    of: ({ state }, before) => state === 'Active' && before?.state === 'New',
  },
  'reopened-by': {
    sentence: 'Reopenings that do not say who asked for them, or why.',
    of: ({ reopened }, before) => reopened - (before?.reopened ?? 0),
  },
  unconfirmed: {
    sentence:
      'Closings that do not say whether the customer agreed: closed as not answered, never as confirmed.',
    of: ({ state }, before) => state === 'Closed' && before?.state !== 'Closed',
  },
  'closed-at': {
    sentence:
      'Closings whose row has a different moment from the column closed_at: the moment of the row was used.',
    of: ({ state, updatedAt, closedAt }, before) =>
      state === 'Closed' && before?.state !== 'Closed' && closedAt !== updatedAt,
  },
  'after-closing': {
    sentence: 'Updates after the closing that show no change.',
    of: ({ state }, before) => state === 'Closed' && before?.state === 'Closed',
  },
  'what-happened': {
    sentence: 'Tickets whose text was never in the log: the subject is made from the categories.',
    of: (_, before) => before === undefined,
  },
};
