import { type Policy, dueColumn, idOf, schedule } from '#eventing';

import type { RecordCommand } from '../record/record.commands.js';
import type { RecordEvent } from '../record/record.events.js';

/** Both sides of a merge have one key: the duplicate, and the record it was merged into. */
const sides = (stream: string, { into, from }: { into?: string; from?: string }) =>
  into === undefined ? `${from}>${idOf(stream)}` : `${idOf(stream)}>${into}`;

/**
 * A merge, or its undoing, begins in the duplicate; this policy passes it on to the other record.
 */
export const mergePolicy: Policy<RecordEvent, RecordCommand> = {
  name: 'record-merges',
  version: 1,
  of: 'record',
  asks: 'record',
  ...dueColumn,
  key: {
    RecordsMerged: ({ stream, data }) => sides(stream, data),
    RecordsUnmerged: ({ stream, data }) => sides(stream, data),
  },
  when: {
    RecordsMerged: (_, event) => {
      const { into, reason, records, claims = [] } = event.data;
      if (into === undefined) return null;
      const data = { customer: into, from: idOf(event.stream), reason, records, claims };
      return schedule(event, { id: into, command: { type: 'TakeOver', data } });
    },
    RecordsUnmerged: (row, event) => {
      const { into, reason, records } = event.data;
      // What the other side does not know yet need not be undone there.
      if (into === undefined || row?.command.type === 'TakeOver') return null;
      const data = { from: idOf(event.stream), reason, records };
      return schedule(event, { id: into, command: { type: 'ReleaseMergedClaims', data } });
    },
  },
};

/**
 * Claims made in a duplicate after the merge are also made in the record that it was merged into.
 */
export const carryPolicy: Policy<RecordEvent, RecordCommand> = {
  name: 'record-carries',
  version: 1,
  of: 'record',
  asks: 'record',
  ...dueColumn,
  key: {
    ClaimMade: ({ data }) => data.claim,
    ClaimWithdrawn: ({ data }) => `${data.claim}/withdrawn`,
    ClaimConfirmed: ({ data }) => `${data.claim}/confirmed`,
  },
  when: {
    ClaimMade: (_, event) => {
      const { into, ...told } = event.data;
      if (into === undefined) return null;
      const carried = { from: idOf(event.stream), learnedAt: event.meta.at, ...told };
      return schedule(event, {
        id: into,
        command: { type: 'CarryClaim', data: { told: carried } },
      });
    },
    ClaimWithdrawn: (_, event) => {
      const { into, claim, field } = event.data;
      if (into === undefined) return null;
      return schedule(event, {
        id: into,
        command: { type: 'CarryWithdrawal', data: { claim, field } },
      });
    },
    ClaimConfirmed: (_, event) => {
      const { into, raised, evidence, by } = event.data;
      if (into === undefined || !raised || by === 'customer') return null;
      const told = { from: idOf(event.stream), ...raised };
      const data = { by, raised: told, ...(evidence && { evidence }) };
      return schedule(event, { id: into, command: { type: 'CarryConfirmation', data } });
    },
  },
};
