import type { Decisions } from '#eventing';

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

export const erasing: Erasing = {
  /** A refusal is a fact of the record too, so it is an event and not only an answer. */
  EraseRecord: (record, { data: { legalBasis } }) => {
    if (record.erased) return [];
    if (record.held !== undefined) {
      const { held: reason } = record;
      return [{ type: 'ErasureRefused', data: { legalBasis, because: 'legal-hold', reason } }];
    }
    const records = [record.customer!, ...record.merged];
    const { mergedInto: into } = record;
    const erased: RecordEvent = { type: 'PersonalDataErased', data: { legalBasis, records } };
    const ended = [...lapsed(record), erased];
    if (into === undefined) return ended;
    // The record that it went into shows nothing of it any more.
    return [{ type: 'RecordsUnmerged', data: { into, reason: legalBasis, records } }, ...ended];
  },

  PlaceLegalHold: (record, { data }) =>
    record.held === data.reason ? [] : [{ type: 'LegalHoldPlaced', data }],

  LiftLegalHold: (record, { data }) => {
    ensure(record.held !== undefined, 'not-held');
    return [{ type: 'LegalHoldLifted', data }];
  },
};
