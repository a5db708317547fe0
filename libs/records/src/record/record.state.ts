import {
  type Claim,
  emptyLedger,
  inForce,
  type Ladder,
  type Ledger,
  withBegun,
  withoutClaims,
  withRaised,
  withWord,
} from '#claims';
import { type Evolution, evolveBy, type Moment, lookUp } from '#eventing';

import type { RecordEvent, ClaimDetails } from './record.events.js';
import type { Value } from './value.events.js';

/** A claim as decisions know it. */
export type Kept = Omit<ClaimDetails, 'learnedAt'> & Claim<Value>;

export interface Notice {
  readonly notice: string;
  readonly sent: boolean;
}

/** One field: only what a decision reads. The log contains all claims. */
export interface Field extends Ledger<Kept> {
  /** The claims that staff contest. */
  readonly contested: readonly string[];
  /** The open discrepancy of each system, and the open notice of each recipient. */
  readonly discrepancies: Readonly<Record<string, string>>;
  readonly notices: Readonly<Record<string, Notice>>;
}

export interface CustomerRecord {
  readonly customer?: string;
  /** When the current event arrived. */
  readonly now?: Moment | undefined;
  readonly fields: Readonly<Record<string, Field>>;
  /** By system: the row, and the fields of it that could not be read. */
  readonly imported: Readonly<Record<string, { readonly row: string; readonly unread: string }>>;
  readonly mergedInto?: string | undefined;
  /** Records that were merged into this one. */
  readonly merged: readonly string[];
  /** Why the law requires it to be kept, if it does. */
  readonly held?: string | undefined;
  readonly erased: boolean;
  /** The ids of the keys that erasures have named so far. */
  readonly forgotten: readonly string[];
  readonly ladder: Ladder;
}

/** The part of an event's envelope that the state needs. */
export type Happened = RecordEvent & { readonly meta?: { readonly at: Moment } };

export const blank: Field = {
  ...emptyLedger,
  contested: [],
  discrepancies: {},
  notices: {},
};

export const recordUnder = (ladder: Ladder): CustomerRecord => ({
  fields: {},
  imported: {},
  merged: [],
  erased: false,
  forgotten: [],
  ladder,
});

export const fieldOf = ({ fields }: CustomerRecord, field: string): Field =>
  lookUp(fields, field) ?? blank;

export const inForceOf = (record: CustomerRecord, field: string, now: Moment): Kept | undefined =>
  inForce(fieldOf(record, field).claims, record.ladder, now);

/** What a system says about a field at present. */
export const saidBy = (record: CustomerRecord, field: string, system: string): Kept | undefined =>
  fieldOf(record, field).claims.find(
    ({ source, from, replaced }) =>
      source === `import:${system}` && from === undefined && replaced === undefined,
  );

const allClaims = ({ fields }: CustomerRecord): readonly Kept[] =>
  Object.values(fields).flatMap(({ claims }) => claims);

export const claimOf = (record: CustomerRecord, id: string): Kept | undefined =>
  allClaims(record).find(({ claim }) => claim === id);

/** An active claim in the form in which another record gets it. */
export const toldOf = ({
  order: _order,
  withdrawnAt: _withdrawn,
  replaced: _replaced,
  raised,
  ...told
}: Kept): ClaimDetails => ({ ...told, ...(raised && { assurance: raised.assurance }) });

/** All active claims, as the record that this one is merged into takes them over. */
export const standingOf = (record: CustomerRecord): readonly ClaimDetails[] =>
  allClaims(record).map((claim) => ({ ...toldOf(claim), from: claim.from ?? record.customer! }));

/** The open notices, with field and recipient. */
export const noticesOf = ({ fields }: CustomerRecord) =>
  Object.entries(fields).flatMap(([field, { notices }]) =>
    Object.entries(notices).map(([recipient, notice]) => ({ ...notice, field, recipient })),
  );

export const noticeOf = (record: CustomerRecord, id: string) =>
  noticesOf(record).find(({ notice }) => notice === id);

/** The open discrepancies, with field and system. */
export const discrepanciesOf = ({ fields }: CustomerRecord) =>
  Object.entries(fields).flatMap(([field, { discrepancies }]) =>
    Object.entries(discrepancies).map(([system, discrepancy]) => ({ field, system, discrepancy })),
  );

type Change = (field: Field) => Partial<Field>;

const change = (record: CustomerRecord, name: string, by: Change): CustomerRecord => {
  const field = fieldOf(record, name);
  return { ...record, fields: { ...record.fields, [name]: { ...field, ...by(field) } } };
};

const without = <V>(entries: Readonly<Record<string, V>>, key: string) => {
  const { [key]: _gone, ...others } = entries;
  return others;
};

const keep = (record: CustomerRecord, { into: _into, ...told }: ClaimDetails & { into?: string }) =>
  change(record, told.field, (field) =>
    withWord<Kept, Field>(field, told, record.now ?? told.validFrom, record.ladder),
  );

/** The customer was indeed the speaker; a claim's assurance never becomes lower. */
const raise = (
  record: CustomerRecord,
  { claim: id, field, assurance }: ClaimDetails,
): CustomerRecord =>
  change(record, field, ({ claims }) => {
    const known = claims.find(({ claim }) => claim === id);
    if (!known) return {};
    const at = record.now ?? known.learnedAt;
    return { claims: withRaised(claims, { ...known, raised: { assurance, at } }, record.ladder) };
  });

const letGo = (record: CustomerRecord, records: readonly string[]): CustomerRecord => ({
  ...record,
  merged: record.merged.filter((other) => !records.includes(other)),
  fields: Object.fromEntries(
    Object.entries(record.fields).map(([name, field]) => [
      name,
      {
        ...field,
        claims: withoutClaims(field.claims, ({ from }) => records.includes(from ?? '')),
      },
    ]),
  ),
});

export const evolution: Evolution<CustomerRecord, RecordEvent> = {
  /** Again, when somebody who was erased comes back: nothing of before counts. */
  RecordOpened: ({ ladder, forgotten, now }, { customer }) => ({
    ...recordUnder(ladder),
    forgotten,
    now,
    customer,
  }),
  RecordImported: (record, { system, row, unread = [] }) => ({
    ...record,
    imported: { ...record.imported, [system]: { row, unread: unread.join() } },
  }),
  ClaimMade: keep,
  ClaimTookEffect: (record, { claim, field }) =>
    change(record, field, ({ claims }) => ({ claims: withBegun(claims, claim) })),
  ClaimWithdrawn: (record, { claim: id, field }) =>
    change(record, field, ({ claims }) => ({
      claims: withoutClaims(claims, ({ claim }) => claim === id),
    })),
  ClaimConfirmed: (record, { claim: id, field, by, raised }) => {
    const sure = raised ? raise(record, raised) : record;
    if (by === 'customer') return sure;
    return change(sure, field, ({ contested }) => ({
      contested: contested.filter((claim) => claim !== id),
    }));
  },
  ClaimContested: (record, { claim, field, by }) =>
    by === 'agent'
      ? change(record, field, ({ contested }) => ({ contested: [...contested, claim] }))
      : record,
  DiscrepancyOpened: (record, { field, system, discrepancy }) =>
    change(record, field, ({ discrepancies }) => ({
      discrepancies: { ...discrepancies, [system]: discrepancy },
    })),
  DiscrepancySettled: (record, { field, system }) =>
    change(record, field, ({ discrepancies }) => ({
      discrepancies: without(discrepancies, system),
    })),
  RectificationNoticeDue: (record, { field, recipient, notice }) =>
    change(record, field, ({ notices }) => ({
      notices: { ...notices, [recipient]: { notice, sent: false } },
    })),
  RectificationNoticeSent: (record, { field, recipient, notice }) =>
    change(record, field, ({ notices }) => ({
      notices: { ...notices, [recipient]: { notice, sent: true } },
    })),
  RectificationAcknowledged: (record, { field, recipient }) =>
    change(record, field, ({ notices }) => ({ notices: without(notices, recipient) })),
  RectificationNoticeLapsed: (record, { field, recipient }) =>
    change(record, field, ({ notices }) => ({ notices: without(notices, recipient) })),
  RecordDefectFound: (record) => record,
  RecordsMerged: (record, { into, records }) =>
    into === undefined
      ? { ...record, merged: [...record.merged, ...records] }
      : { ...record, mergedInto: into },
  RecordsUnmerged: (record, { into, records }) =>
    into === undefined ? letGo(record, records) : { ...record, mergedInto: undefined },
  LegalHoldPlaced: (record, { reason: held }) => ({ ...record, held }),
  LegalHoldLifted: (record) => ({ ...record, held: undefined }),
  ErasureRefused: (record) => record,
  PersonalDataErased: (record, { keys = [] }) => ({
    ...record,
    fields: {},
    imported: {},
    erased: true,
    forgotten: [...record.forgotten, ...keys.map(({ key }) => key)],
  }),
};

const follow = evolveBy(evolution);

export const evolve = (record: CustomerRecord, event: Happened): CustomerRecord =>
  follow({ ...record, now: event.meta?.at }, event);

/** The record after the events that a command has led to so far. */
export const after = (
  record: CustomerRecord,
  events: readonly RecordEvent[],
  at: Moment,
): CustomerRecord => events.reduce((so, event) => evolve(so, { ...event, meta: { at } }), record);
