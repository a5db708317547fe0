import type { Decisions } from '#eventing';
import type { RecordCommand } from './record.commands.js';
import type { RecordEvent } from './record.events.js';
import { ensure } from './record.rules.js';
import type { CustomerRecord } from './record.state.js';

type Forgetting = Decisions<
  CustomerRecord,
  Extract<RecordCommand, { type: 'EraseRecord' | 'PlaceLegalHold' | 'LiftLegalHold' }>,
  RecordEvent
>;

export const forgetting: Forgetting = {
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
    if (into === undefined) return [erased];
    // The record that it went into shows nothing of it any more.
    return [{ type: 'RecordsUnmerged', data: { into, reason: legalBasis, records } }, erased];
  },

  PlaceLegalHold: (record, { data }) =>
    record.held === data.reason ? [] : [{ type: 'LegalHoldPlaced', data }],

  LiftLegalHold: (record, { data }) => {
    ensure(record.held !== undefined, 'not-held');
    return [{ type: 'LegalHoldLifted', data }];
  },
};
