import { idOf, type Moment, type View } from '#eventing';

import type { Lapse, RecordEvent } from '../record/record.events.js';

export const lapses = ['learned', 'overtaken', 'erased'] as const satisfies readonly Lapse[];

export const noticeStatuses = ['due', 'sent', 'acknowledged', 'lapsed'] as const;
export type NoticeStatus = (typeof noticeStatuses)[number];

/** A notice to a recipient of a wrong value. It holds no value: the record does. */
export interface RectificationRow {
  readonly notice: string;
  readonly customer: string;
  readonly field: string;
  readonly recipient: string;
  readonly claim: string;
  readonly status: NoticeStatus;
  readonly dueAt: Moment;
  readonly sentAt?: Moment;
  readonly acknowledgedAt?: Moment;
  readonly because?: Lapse;
}

export const rectificationsView: View<RecordEvent, RectificationRow> = {
  name: 'rectifications',
  version: 1,
  of: 'record',
  key: {
    RectificationNoticeDue: ({ data }) => data.notice,
    RectificationNoticeSent: ({ data }) => data.notice,
    RectificationAcknowledged: ({ data }) => data.notice,
    RectificationNoticeLapsed: ({ data }) => data.notice,
  },
  columns: {
    customer: { type: 'text', of: ({ customer }) => customer },
    field: { type: 'text', of: ({ field }) => field },
    recipient: { type: 'text', of: ({ recipient }) => recipient },
    status: { type: 'text', of: ({ status }) => status },
    dueAt: { type: 'text', of: ({ dueAt }) => dueAt },
  },
  indexes: [['dueAt'], ['status', 'dueAt'], ['recipient', 'dueAt'], ['customer', 'dueAt']],
  when: {
    RectificationNoticeDue: (_, { stream, data, meta }) => {
      const { is: _is, ...told } = data;
      return { ...told, customer: idOf(stream), status: 'due', dueAt: meta.at };
    },
    RectificationNoticeSent: (row, { meta }) => row && { ...row, status: 'sent', sentAt: meta.at },
    RectificationAcknowledged: (row, { meta }) =>
      row && { ...row, status: 'acknowledged', acknowledgedAt: meta.at },
    RectificationNoticeLapsed: (row, { data: { because } }) =>
      row && { ...row, status: 'lapsed', because },
  },
};
