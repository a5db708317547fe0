import { idOf, type Moment, type View } from '#eventing';

import type { Origin, RecordEvent } from '../record/record.events.js';

/** A wrong value that was in force until the customer corrected it, attributed to its origin. */
export interface DefectRow {
  readonly defect: string;
  readonly customer: string;
  readonly field: string;
  readonly source: string;
  /** The pseudonym of the person who entered it. */
  readonly by: string;
  readonly origin?: Origin;
  readonly believedSince: Moment;
  readonly foundAt: Moment;
  /** How many minutes it cost the customer. */
  readonly minutes: number;
}

export const defectsView: View<RecordEvent, DefectRow> = {
  name: 'record-defects',
  version: 1,
  of: 'record',
  key: { RecordDefectFound: ({ data }) => data.defect },
  columns: {
    customer: { type: 'text', of: ({ customer }) => customer },
    field: { type: 'text', of: ({ field }) => field },
    source: { type: 'text', of: ({ source }) => source },
    clerk: { type: 'text', of: ({ origin }) => origin?.clerk ?? null },
    form: { type: 'text', of: ({ origin }) => origin?.form ?? null },
    foundAt: { type: 'text', of: ({ foundAt }) => foundAt },
    minutes: { type: 'integer', of: ({ minutes }) => minutes },
  },
  indexes: [['foundAt'], ['minutes'], ['source', 'foundAt'], ['field', 'foundAt']],
  when: {
    RecordDefectFound: (_, { stream, data, meta }) => {
      const { claim: _claim, correctedBy: _correctedBy, ...found } = data;
      return { ...found, customer: idOf(stream), foundAt: meta.at };
    },
  },
};
