import { type Because, type Explanation, hasBegun, type Ladder } from '#claims';
import { isErased, type Moment, lookUp } from '#eventing';

import { isOneNumber } from '../fields/telephone.mapping.js';
import type { RecordSettings } from '../record/record.settings.js';

import {
  type ClaimRow,
  currentOf,
  presentOf,
  type FieldRow,
  isRestricted,
  waitingIn,
  type RecordRow,
} from './record-row.view.js';

/** Customers see where a value came from, but not which member of staff typed it. */
export interface Viewer {
  readonly isCustomer: boolean;
  readonly fields: RecordSettings['fields'];
}

export const viewerOf = (
  { role }: { readonly role: string },
  { fields }: Pick<RecordSettings, 'fields'>,
): Viewer => ({ isCustomer: role === 'customer', fields });

const inTheirView = ({ isCustomer }: Viewer, { by, origin }: ClaimRow) => {
  if (!isCustomer) return { by, ...(origin && { origin }) };
  const { clerk: _clerk, ...others } = origin ?? {};
  return origin ? { origin: others } : {};
};

/** A telephone number that can be read two ways is as it was told. */
const isUnverified = ({ fields }: Viewer, { field, value }: ClaimRow): boolean =>
  typeof value === 'string' &&
  !isErased(value) &&
  lookUp(fields, field)?.kind === 'telephone' &&
  !isOneNumber(value);

const valueIn = (viewer: Viewer, row: ClaimRow) => ({
  value: isErased(row.value) ? null : row.value,
  ...(row.said !== undefined && !isErased(row.said) && { said: row.said }),
  ...(isUnverified(viewer, row) && { unverified: true }),
});

/** A claim as it is told. */
export const claimShown = (viewer: Viewer, row: ClaimRow) => {
  const { claim, source, channel, raised, evidence, validFrom, learnedAt, from } = row;
  return {
    claim,
    ...valueIn(viewer, row),
    source,
    channel,
    assurance: raised?.assurance ?? row.assurance,
    ...(evidence && { evidence }),
    since: validFrom,
    learnedAt,
    ...(from !== undefined && { from }),
    ...inTheirView(viewer, row),
  };
};

export type ClaimShown = ReturnType<typeof claimShown>;

/** Why one claim is in force, and each of the others is not. */
export const explanationShown = (viewer: Viewer, told: Explanation<ClaimRow>) => ({
  ladder: told.ladder,
  ...(told.rung !== undefined && { rung: told.rung }),
  others: told.others.map(({ claim, because }): ClaimShown & { readonly because: Because } => ({
    ...claimShown(viewer, claim),
    because,
  })),
});

const isImport = (source: string) => source.startsWith('import:');

const announcedIn = ({ claims }: FieldRow, now: Moment) =>
  claims.filter((claim) => !hasBegun(claim, now) && !isImport(claim.source));

const doubts = (
  { disputes, contests }: FieldRow,
  viewer: Viewer,
  current: ClaimRow | undefined,
) => ({
  disputedBy: Object.entries(disputes).map(([system, { since }]) => ({ system, since })),
  contests: contests
    .filter(({ claim }) => claim === current?.claim)
    .map(({ contest, reason, at, by }) => ({
      contest,
      reason: isErased(reason) ? null : reason,
      at,
      ...(!viewer.isCustomer && { by }),
    })),
});

/**
 * One field: the value in force with its provenance, what waits, what is announced, who doubts it.
 */
const fieldShown = (
  field: FieldRow,
  current: ClaimRow | undefined,
  viewer: Viewer,
  now: Moment,
) => {
  const show = (claim: ClaimRow) => claimShown(viewer, claim);
  return {
    ...(current && show(current)),
    restricted: isRestricted(field, current),
    ...doubts(field, viewer, current),
    waiting: waitingIn(field).map(show),
    announced: announcedIn(field, now).map(show),
  };
};

const othersIn = ({ others }: Explanation<ClaimRow>, reason: Because) =>
  others.filter(({ because }) => because === reason).map(({ claim }) => claim);

/** One field as it was at a moment; whole, also where nothing was in force yet. */
export const fieldThen = (field: FieldRow, told: Explanation<ClaimRow>, viewer: Viewer) => {
  const show = (claim: ClaimRow) => claimShown(viewer, claim);
  return {
    ...(told.inForce && show(told.inForce)),
    restricted: isRestricted(field, told.inForce),
    ...doubts(field, viewer, told.inForce),
    waiting: othersIn(told, 'not-verified').map(show),
    announced: othersIn(told, 'not-yet-true')
      .filter(({ source }) => !isImport(source))
      .map(show),
  };
};

/** A record as it is in force now. */
export const recordShown = (row: RecordRow, ladder: Ladder, now: Moment, viewer: Viewer) => {
  const { customer, version, changedAt, mergedInto, merged, erased, held } = row;
  const current = currentOf(row, ladder, now);
  const fields = Object.entries(row.fields).map(
    ([name, field]) => [name, fieldShown(field, lookUp(current, name), viewer, now)] as const,
  );
  return {
    customer,
    version,
    changedAt,
    asOf: presentOf(row, now),
    knownAt: presentOf(row, now),
    ...(mergedInto !== undefined && { mergedInto }),
    merged,
    ...(erased && { erased }),
    ...(held && !viewer.isCustomer && { held }),
    fields: Object.fromEntries(fields),
  };
};

/** A record in a list. */
export const lineShown = (ladder: Ladder, now: Moment) => (row: RecordRow) => {
  const current = currentOf(row, ladder, now);
  const restricted = Object.keys(row.fields).filter((name) =>
    isRestricted(lookUp(row.fields, name)!, lookUp(current, name)),
  );
  return {
    customer: row.customer,
    name: current['name']?.value ?? null,
    changedAt: row.changedAt,
    systems: row.systems,
    restricted,
    ...(row.mergedInto !== undefined && { mergedInto: row.mergedInto }),
    ...(row.erased && { erased: true }),
  };
};
