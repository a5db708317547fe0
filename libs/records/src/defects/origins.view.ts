import type { Moment, View } from '#eventing';
import type { RecordEvent } from '../record/record.events.js';

/** Where wrong values come from, how many, and what they cost customers. */
export interface OriginRow {
  readonly source: string;
  /** Pseudonym of the member of staff whose word it was; of what was imported, none. */
  readonly agent: string | null;
  readonly clerk: string | null;
  readonly form: string | null;
  readonly field: string;
  readonly defects: number;
  readonly minutes: number;
  readonly lastFoundAt: Moment;
}

const isImport = (source: string) => source.startsWith('import:');

/** Wrong values by their origin: one row for each system, agent, clerk, form and field. */
export const originsView: View<RecordEvent, OriginRow> = {
  name: 'record-defect-origins',
  version: 1,
  of: 'record',
  key: {
    RecordDefectFound: ({ data: { source, by, origin, field } }) =>
      JSON.stringify([
        source,
        isImport(source) ? null : by,
        origin?.clerk ?? null,
        origin?.form ?? null,
        field,
      ]),
  },
  columns: {
    source: { type: 'text', of: ({ source }) => source },
    clerk: { type: 'text', of: ({ clerk }) => clerk },
    form: { type: 'text', of: ({ form }) => form },
    field: { type: 'text', of: ({ field }) => field },
    defects: { type: 'integer', of: ({ defects }) => defects },
    minutes: { type: 'integer', of: ({ minutes }) => minutes },
  },
  indexes: [['defects'], ['minutes']],
  when: {
    RecordDefectFound: (row, { data, meta }) => ({
      source: data.source,
      agent: isImport(data.source) ? null : data.by,
      clerk: data.origin?.clerk ?? null,
      form: data.origin?.form ?? null,
      field: data.field,
      defects: (row?.defects ?? 0) + 1,
      minutes: (row?.minutes ?? 0) + data.minutes,
      lastFoundAt: meta.at,
    }),
  },
};
