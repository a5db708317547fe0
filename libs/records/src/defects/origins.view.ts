import type { DataOf, Moment, View } from '#eventing';

import type { RecordEvent } from '../record/record.events.js';

/** Where wrong values come from, how many, and what they cost customers. */
export interface OriginRow {
  readonly source: string;
  /** The pseudonym of the member of staff who entered it; null for imported values. */
  readonly agent: string | null;
  readonly clerk: string | null;
  readonly form: string | null;
  readonly field: string;
  readonly defects: number;
  readonly minutes: number;
  readonly lastFoundAt: Moment;
  /** The position in the log of its last change. */
  readonly changed: number;
}

type Defect = DataOf<RecordEvent, 'RecordDefectFound'>;

const placeOf = ({ source, by, origin = {}, field }: Defect) => ({
  source,
  agent: source.startsWith('import:') ? null : by,
  clerk: origin.clerk ?? null,
  form: origin.form ?? null,
  field,
});

/** Wrong values by their origin: one row for each system, agent, clerk, form and field. */
export const originsView: View<RecordEvent, OriginRow> = {
  name: 'record-defect-origins',
  version: 2,
  of: 'record',
  key: {
    RecordDefectFound: ({ data }) => JSON.stringify(Object.values(placeOf(data))),
  },
  columns: {
    source: { type: 'text', of: ({ source }) => source },
    clerk: { type: 'text', of: ({ clerk }) => clerk },
    form: { type: 'text', of: ({ form }) => form },
    field: { type: 'text', of: ({ field }) => field },
    defects: { type: 'integer', of: ({ defects }) => defects },
    minutes: { type: 'integer', of: ({ minutes }) => minutes },
    changed: { type: 'integer', of: ({ changed }) => changed },
  },
  indexes: [['defects'], ['minutes'], ['changed']],
  when: {
    RecordDefectFound: (row, { data, meta, position }) => ({
      ...placeOf(data),
      defects: (row?.defects ?? 0) + 1,
      minutes: (row?.minutes ?? 0) + data.minutes,
      lastFoundAt: meta.at,
      changed: position,
    }),
  },
};
