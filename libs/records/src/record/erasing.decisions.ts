import type { Decisions } from '#eventing';

import { opened } from './claiming.decisions.js';
import type { RecordCommand } from './record.commands.js';
import type { RecordEvent } from './record.events.js';
import { ensure } from './record.rules.js';
import { type CustomerRecord, discrepanciesOf, noticesOf } from './record.state.js';

type Erasing = Decisions<
  CustomerRecord,
  Extract<RecordCommand, { type: 'EraseRecord' | 'PlaceLegalHold' | 'LiftLegalHold' }>,
  RecordEvent
>;

/** The value that a notice would contain is erased with the person. */
const lapsed = (record: CustomerRecord): readonly RecordEvent[] =>
  noticesOf(record).map(({ notice, field, recipient }) => ({
    type: 'RectificationNoticeLapsed',
    data: { notice, field, recipient, because: 'erased' },
  }));

/** There is nothing left that a system could contradict. */
const settled = (record: CustomerRecord): readonly RecordEvent[] =>
  discrepanciesOf(record).map((discrepancy) => ({
    type: 'DiscrepancySettled',
    data: { ...discrepancy, because: 'erased' },
  }));

/** Nothing of it is shown any more in the record that it was merged into. */
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
   * Somebody who came back since has another key, which an event of its own names.
   * A refusal is also a fact of the record, so it is an event and not only an answer. Each record
   * names only itself: what was merged into it is erased by its own event, or kept by its own legal
   * hold.
   */
  EraseRecord: (record, { data: { customer, legalBasis, keys, held = record.held } }) => {
    const unnamed = keys?.filter(({ key }) => !record.forgotten.includes(key)) ?? [];
    if (record.erased && unnamed.length === 0) return [];
    if (held !== undefined)
      return [
        { type: 'ErasureRefused', data: { legalBasis, because: 'legal-hold', reason: held } },
      ];
    const erased: RecordEvent = {
      type: 'PersonalDataErased',
      data: { legalBasis, records: [customer], ...(keys && { keys: unnamed }) },
    };
    return [
      ...opened(record, customer),
      ...unmerged(record, legalBasis),
      ...lapsed(record),
      ...settled(record),
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
