import { happenedAt, idOf, type Moment, type View } from '#eventing';

import type { LeaveEvent, LeaveScope } from '../leave/leave.events.js';

export interface LeaveRow {
  readonly id: string;
  readonly customer: string;
  readonly to: string;
  readonly scope: LeaveScope;
  readonly ticket?: string;
  readonly until?: Moment;
  readonly words?: string;
  readonly status: 'given' | 'withdrawn';
  readonly givenAt: Moment;
  readonly withdrawnAt?: Moment;
  readonly version: number;
}

/** Who may speak for whom. */
export const leavesView: View<LeaveEvent, LeaveRow> = {
  name: 'leaves-to-speak',
  version: 1,
  of: 'leave',
  columns: {
    customer: { type: 'text', of: ({ customer }) => customer },
    to: { type: 'text', of: ({ to }) => to },
    people: { type: 'set', of: ({ customer, to }) => [customer, to] },
    status: { type: 'text', of: ({ status }) => status },
    givenAt: { type: 'text', of: ({ givenAt }) => givenAt },
  },
  indexes: [['givenAt'], ['customer', 'status', 'givenAt'], ['to', 'givenAt']],
  when: {
    LeaveToSpeakGiven: (_, event) => ({
      ...event.data,
      id: idOf(event.stream),
      status: 'given',
      givenAt: happenedAt(event),
      version: event.revision + 1,
    }),
    LeaveToSpeakWithdrawn: (row, event) =>
      row && {
        ...row,
        status: 'withdrawn',
        withdrawnAt: happenedAt(event),
        version: event.revision + 1,
      },
  },
};
