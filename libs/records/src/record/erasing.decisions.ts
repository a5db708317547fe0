import type { Decisions } from '#eventing';

import { opened } from './claiming.decisions.js';
import type { RecordCommand } from './record.commands.js';
import type { RecordEvent } from './record.events.js';
import { ensure } from './record.rules.js';
import { type CustomerRecord, noticesOf } from './record.state.js';

type Erasing = Decisions<
  CustomerRecord,
  Extract<RecordCommand, { type: 'EraseRecord' | 'PlaceLegalHold' | 'LiftLegalHold' }>,
  RecordEvent
>;

/** The value that a notice would tell is gone with the person. */
const lapsed = (record: CustomerRecord): readonly RecordEvent[] =>
  noticesOf(record).map(({ notice, field, recipient }) => ({
    type: 'RectificationNoticeLapsed',
    data: { notice, field, recipient, because: 'erased' },
  }));

/** In the record that it went into nothing of it is shown any more. */
const unmerged = ({ customer, merged, mergedInto: into }: CustomerRecord, reason: string) =>
  into === undefined
    ? []
    : [
        {
          type: 'RecordsUnmerged',
          data: { into, reason, records: [customer!, ...merged] },
        } as const,
      ];

export const erasing: Erasing = {
  /**
   * A refusal is a fact of the record too, so it is an event and not only an answer. Each record
   * names itself alone: what was merged into it is erased by its own event, or held by its own hold.
   */
  EraseRecord: (record, { data: { customer, legalBasis, keys, held = record.held } }) => {
    if (record.erased) return [];
    if (held !== undefined)
      return [
        { type: 'ErasureRefused', data: { legalBasis, because: 'legal-hold', reason: held } },
      ];
    const erased: RecordEvent = {
      type: 'PersonalDataErased',
      data: { legalBasis, records: [customer], ...(keys && { keys }) },
    };
    return [
      ...opened(record, customer),
      ...unmerged(record, legalBasis),
      ...lapsed(record),
      erased,
    ];
  },

  PlaceLegalHold: (record, { data }) =>
    record.held === data.reason ? [] : [{ type: 'LegalHoldPlaced', data }],

  LiftLegalHold: (record, { data }) => {
    ensure(record.held !== undefined, 'not-held');
    return [{ type: 'LegalHoldLifted', data }];
  },
};
