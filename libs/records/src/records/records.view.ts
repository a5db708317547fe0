import {
  hasBegun,
  kindOf,
  type Ladder,
  type Standing,
  withBegun,
  withoutClaims,
  withRaised,
  withWord,
} from '#claims';
import {
  happenedAt,
  idOf,
  lookUp,
  type Message,
  type Moment,
  type RecordedEvent,
  type View,
} from '#eventing';

import type { ClaimDetails, RecordEvent } from '../record/record.events.js';
import {
  type ClaimRow,
  currentOf,
  fieldOf,
  type FieldRow,
  isRestricted,
  type RecordRow,
} from './record-row.view.js';
import { wordsOf } from './record-words.mapping.js';

/** How many superseded and waiting claims a row keeps at most; the log has all of them. */
const [STANDING, WAITING] = [5, 10];

/** The first few, so that a row does not grow with every claim. */
const pruned = (claims: Standing<ClaimRow>, now: Moment): Standing<ClaimRow> => {
  const left = { standing: STANDING, waiting: WAITING };
  return claims.filter((claim) => {
    if (kindOf(claim.source) === 'import' || !hasBegun(claim, now)) return true;
    const waits = claim.assurance === 'stated' && !claim.raised;
    return waits ? (left.waiting -= 1) >= 0 : (left.standing -= 1) >= 0;
  });
};

const change = (row: RecordRow, name: string, by: (field: FieldRow) => Partial<FieldRow>) => {
  const field = fieldOf(row, name);
  return { ...row, fields: { ...row.fields, [name]: { ...field, ...by(field) } } };
};

const said = (row: RecordRow, ladder: Ladder, told: ClaimDetails, at: Moment): RecordRow => {
  const { into: _into, ...word } = told as ClaimDetails & { into?: string };
  return change(row, told.field, (field) => {
    const next = withWord<ClaimRow, FieldRow>(field, word, at, ladder);
    return { ...next, claims: pruned(next.claims, at) };
  });
};

/** A claim that is in force again, and may have been removed from the row. */
const restored = (row: RecordRow, ladder: Ladder, told: ClaimDetails | undefined, at: Moment) => {
  if (!told) return row;
  const known = fieldOf(row, told.field).claims.some(({ claim }) => claim === told.claim);
  return known ? row : said(row, ladder, told, at);
};

const without = (row: RecordRow, name: string, id: string): RecordRow =>
  change(row, name, ({ claims }) => ({
    claims: withoutClaims(claims, ({ claim }) => claim === id),
  }));

const raised = (row: RecordRow, ladder: Ladder, told: ClaimDetails, at: Moment): RecordRow => {
  const { assurance } = told;
  const sure = restored(row, ladder, told, at);
  return change(sure, told.field, ({ claims }) => {
    const known = claims.find(({ claim }) => claim === told.claim)!;
    return { claims: withRaised(claims, { ...known, raised: { assurance, at } }, ladder) };
  });
};

const settled = (row: RecordRow, field: string, system: string): RecordRow =>
  change(row, field, ({ disputes }) => {
    const { [system]: _settled, ...others } = disputes;
    return { disputes: others };
  });

const letGo = (row: RecordRow, records: readonly string[]): RecordRow => ({
  ...row,
  merged: row.merged.filter((other) => !records.includes(other)),
  fields: Object.fromEntries(
    Object.entries(row.fields).map(([name, field]) => [
      name,
      {
        ...field,
        claims: withoutClaims(field.claims, ({ from }) => records.includes(from ?? '')),
      },
    ]),
  ),
});

type Shown = NonNullable<View<RecordEvent, RecordRow>['when']>;

/** Changes an existing row; its version and moment are those of the event. */
const changed =
  <E extends RecordedEvent<Message>>(of: (row: RecordRow, event: E) => RecordRow) =>
  (row: RecordRow | undefined, event: E): RecordRow | undefined =>
    row && {
      ...of(row, event),
      version: event.revision + 1,
      changedAt: happenedAt(event),
      changed: event.position,
    };

const asItWas = changed((row) => row);

const merging: Pick<Shown, 'RecordsMerged'> = {
  RecordsMerged: changed((row, { data: { into, records } }) =>
    into === undefined
      ? { ...row, merged: [...row.merged, ...records] }
      : { ...row, mergedInto: into },
  ),
};

const saying = (ladder: Ladder): Shown => ({
  ClaimMade: changed((row, { data, meta }) => said(row, ladder, data, meta.at)),
  ClaimWithdrawn: changed((row, { data, meta }) =>
    restored(without(row, data.field, data.claim), ladder, data.restored, meta.at),
  ),
  ClaimConfirmed: changed((row, { data, meta }) => {
    const sure = data.raised ? raised(row, ladder, data.raised, meta.at) : row;
    if (data.by === 'customer') return sure;
    return change(sure, data.field, ({ contests }) => ({
      contests: contests.filter(({ claim }) => claim !== data.claim),
    }));
  }),
  RecordsUnmerged: changed((row, { data, meta }) => {
    if (data.into !== undefined) return { ...row, mergedInto: undefined };
    const { restored: again = [] } = data;
    return again.reduce(
      (so, told) => restored(so, ladder, told, meta.at),
      letGo(row, data.records),
    );
  }),
});

const doubting: Shown = {
  ClaimContested: changed((row, { data, meta }) => {
    const { contest, claim, field, reason } = data;
    if (reason === undefined) return row;
    const added = { contest, claim, reason, by: meta.actor.id, at: meta.at };
    return change(row, field, ({ contests }) => ({ contests: [...contests, added].slice(-10) }));
  }),
  DiscrepancyOpened: changed((row, { data: { field, system, discrepancy }, meta }) =>
    change(row, field, ({ disputes }) => ({
      disputes: { ...disputes, [system]: { discrepancy, since: meta.at } },
    })),
  ),
  DiscrepancySettled: changed((row, { data }) => settled(row, data.field, data.system)),
};

const rows = (ladder: Ladder): Shown => ({
  RecordOpened: (_, event) => ({
    customer: idOf(event.stream),
    version: event.revision + 1,
    changedAt: happenedAt(event),
    changed: event.position,
    fields: {},
    systems: [],
    merged: [],
  }),
  RecordImported: changed((row, { data: { system } }) =>
    row.systems.includes(system) ? row : { ...row, systems: [...row.systems, system] },
  ),
  ...saying(ladder),
  ...doubting,
  ...merging,
  ClaimTookEffect: changed((row, { data: { claim, field } }) =>
    change(row, field, ({ claims }) => ({ claims: withBegun(claims, claim) })),
  ),
  RectificationNoticeDue: asItWas,
  RectificationNoticeSent: asItWas,
  RectificationAcknowledged: asItWas,
  RectificationNoticeLapsed: asItWas,
  RecordDefectFound: asItWas,
  LegalHoldPlaced: changed((row) => ({ ...row, held: true })),
  LegalHoldLifted: changed((row) => ({ ...row, held: false })),
  ErasureRefused: asItWas,
  PersonalDataErased: changed((row, { data: { legalBasis }, meta }) => ({
    ...row,
    fields: {},
    erased: { at: meta.at, legalBasis },
  })),
});

const currentNow = (row: RecordRow, ladder: Ladder) => currentOf(row, ladder, row.changedAt);

const restrictedIn = (row: RecordRow, ladder: Ladder): readonly string[] => {
  const current = currentNow(row, ladder);
  return Object.keys(row.fields).filter((name) =>
    isRestricted(lookUp(row.fields, name)!, lookUp(current, name)),
  );
};

/** The current records, one row for each customer. */
export const recordsView = (ladder: Ladder): View<RecordEvent, RecordRow> => ({
  name: 'records',
  version: 4,
  of: 'record',
  columns: {
    customer: { type: 'text', of: ({ customer }) => customer },
    changedAt: { type: 'text', of: ({ changedAt }) => changedAt },
    changed: { type: 'integer', of: (row) => row.changed },
    system: { type: 'set', of: ({ systems }) => systems },
    restricted: { type: 'set', of: (row) => restrictedIn(row, ladder) },
    mergedInto: { type: 'text', of: ({ mergedInto }) => mergedInto ?? null },
  },
  indexes: [['customer'], ['changedAt'], ['changed'], ['mergedInto']],
  search: (row) =>
    [
      row.customer,
      ...Object.values(currentNow(row, ladder)).map(({ value }) => wordsOf(value)),
    ].join(' '),
  when: rows(ladder),
});
