import type { DataOf, Moment } from '#eventing';

import type { ContactEvent } from '../contact/contact.events.js';

export interface AgentRow {
  readonly agent: string;
  /** The name that the customer was told. */
  readonly toldAs?: string;
  readonly at: Moment;
  /** They had not read what the customer had told. */
  readonly unread?: true;
}

/** A hand-off as far as it is known: its answer may be told before its offer. */
export interface HandoffRow {
  readonly handoff: string;
  readonly status: 'offered' | 'accepted' | 'declined' | 'timed-out';
  readonly from?: string;
  readonly person?: string;
  readonly queue?: string;
  readonly reason?: string;
  readonly offeredAt?: Moment;
  readonly until?: Moment;
  readonly by?: string;
  readonly answeredAt?: Moment;
  readonly answer?: string;
  readonly unread?: true;
}

type Rows = readonly HandoffRow[];

const withChange = (
  rows: Rows,
  handoff: string,
  change: (row: HandoffRow) => HandoffRow,
): readonly HandoffRow[] => {
  const found = rows.some((row) => row.handoff === handoff);
  const all: Rows = found ? rows : [...rows, { handoff, status: 'offered' }];
  return all.map((row) => (row.handoff === handoff ? change(row) : row));
};

export const offered = (rows: Rows, data: DataOf<ContactEvent, 'HandoffOffered'>): Rows => {
  const { at: offeredAt, notice: _, overBudgetAt: __, ...offer } = data;
  return withChange(rows, offer.handoff, (row) => ({ ...row, ...offer, offeredAt }));
};

type Answer = DataOf<ContactEvent, 'HandoffAccepted'> | DataOf<ContactEvent, 'HandoffDeclined'>;

export const answered = (rows: Rows, status: 'accepted' | 'declined', data: Answer): Rows => {
  const { handoff, by, at: answeredAt } = data;
  const answer = 'reason' in data && data.reason !== undefined ? { answer: data.reason } : {};
  const unread = 'unread' in data && data.unread ? ({ unread: true } as const) : {};
  return withChange(rows, handoff, (row) => ({
    ...row,
    status,
    by,
    answeredAt,
    ...answer,
    ...unread,
  }));
};

export const timedOut = (rows: Rows, data: DataOf<ContactEvent, 'HandoffTimedOut'>): Rows =>
  withChange(rows, data.handoff, (row) => ({ ...row, status: 'timed-out' }));

/** Since when the oldest open hand-off waits for an answer. */
export const openSince = (rows: Rows): Moment | null => {
  const open = rows.filter(({ status }) => status === 'offered').map(({ offeredAt }) => offeredAt);
  return open.filter((at) => at !== undefined).toSorted()[0] ?? null;
};
