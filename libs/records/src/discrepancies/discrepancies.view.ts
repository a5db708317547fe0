import { idOf, type Moment, type View } from '#eventing';

import type { RecordEvent, Settlement } from '../record/record.events.js';

/** A system that contradicts the record. It holds no value: the record does. */
export interface DiscrepancyRow {
  readonly discrepancy: string;
  readonly customer: string;
  readonly field: string;
  readonly system: string;
  readonly claim: string;
  /** What the system says cannot be read. */
  readonly unread?: true;
  readonly status: 'open' | 'settled';
  readonly openedAt: Moment;
  readonly settledAt?: Moment;
  readonly because?: Settlement;
}

export const discrepanciesView: View<RecordEvent, DiscrepancyRow> = {
  name: 'discrepancies',
  version: 1,
  of: 'record',
  key: {
    DiscrepancyOpened: ({ data }) => data.discrepancy,
    DiscrepancySettled: ({ data }) => data.discrepancy,
  },
  columns: {
    customer: { type: 'text', of: ({ customer }) => customer },
    field: { type: 'text', of: ({ field }) => field },
    system: { type: 'text', of: ({ system }) => system },
    status: { type: 'text', of: ({ status }) => status },
    openedAt: { type: 'text', of: ({ openedAt }) => openedAt },
  },
  indexes: [['openedAt'], ['status', 'openedAt'], ['system', 'openedAt'], ['customer', 'openedAt']],
  when: {
    DiscrepancyOpened: (_, { stream, data, meta }) => {
      const { discrepancy, field, system, claim, unread } = data;
      const customer = idOf(stream);
      const told = { discrepancy, customer, field, system, claim, ...(unread && { unread }) };
      return { ...told, status: 'open', openedAt: meta.at };
    },
    DiscrepancySettled: (row, { data: { because }, meta }) =>
      row && { ...row, status: 'settled', because, settledAt: meta.at },
  },
};
