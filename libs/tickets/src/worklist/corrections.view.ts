import { happenedAt, type Moment, type Of, type RecordedEvent } from '#eventing';

import type { Fact, TicketEvent } from '../ticket/ticket.events.js';

/** The customer's correction of a fact, the value it replaced, and who disputes it. */
export interface CorrectionRow {
  readonly is: string | boolean;
  readonly was: string | boolean | null;
  readonly words?: string | undefined;
  readonly at: Moment;
  readonly version: number;
  readonly disputes: readonly {
    readonly reason: string;
    readonly by: string;
    readonly at: Moment;
  }[];
}

/** The customer's correction of each fact that has one. */
export type CorrectionRows = Readonly<Partial<Record<Fact, CorrectionRow>>>;

interface Corrected {
  readonly corrections?: CorrectionRows;
}

/** What else a correction changes in the row. */
const corrected: { readonly [F in Fact]?: (is: string | boolean) => object } = {
  subject: (is) => ({ subject: String(is) }),
  category: (is) => ({ category: String(is) }),
};

export const correct = (row: Corrected, event: RecordedEvent<Of<TicketEvent, 'FactCorrected'>>) => {
  const { fact, is, was, words } = event.data;
  const at = happenedAt(event);
  const correction = { is, was, words, at, version: event.revision + 1, disputes: [] };
  return { ...corrected[fact]?.(is), corrections: { ...row.corrections, [fact]: correction } };
};

export const dispute = (row: Corrected, event: RecordedEvent<Of<TicketEvent, 'FactDisputed'>>) => {
  const { fact, reason } = event.data;
  const correction = row.corrections?.[fact];
  if (!correction) return {};
  const said = { reason, by: event.meta.actor.id, at: happenedAt(event) };
  const disputes = [...correction.disputes, said];
  return { corrections: { ...row.corrections, [fact]: { ...correction, disputes } } };
};
