import {
  dated,
  effective,
  emptyLedger,
  type Explanation,
  type Ladder,
  replacedBy,
  replaces,
} from '#claims';
import { happenedAt, type Moment, type RecordedEvent, lookUp } from '#eventing';

import type { RecordEvent, ClaimDetails } from '../record/record.events.js';
import type { ClaimRow } from './record-row.view.js';

/** Every claim that was ever made on each field, in order, with what became of it. */
export type History = Readonly<Record<string, readonly ClaimRow[]>>;

type Event = RecordedEvent<RecordEvent>;

const latestOf = (claims: readonly ClaimRow[]) =>
  claims
    .filter(({ from }) => from === undefined)
    .reduce<Moment>((last, { learnedAt }) => (learnedAt > last ? learnedAt : last), '');

const said = (history: History, told: ClaimDetails, at: Moment): History => {
  const { into: _into, ...word } = told as ClaimDetails & { into?: string };
  const before = lookUp(history, told.field) ?? [];
  const place = { ...emptyLedger, count: before.length, latest: latestOf(before) };
  const claim = dated<ClaimRow>(place, word, at);
  const others = before.map((other) =>
    other.withdrawnAt === undefined && replaces(claim, other) ? replacedBy(other, claim) : other,
  );
  return { ...history, [told.field]: [...others, claim] };
};

const altered = (history: History, is: (claim: ClaimRow) => boolean, by: Partial<ClaimRow>) =>
  Object.fromEntries(
    Object.entries(history).map(([field, claims]) => [
      field,
      claims.map((claim) => (is(claim) ? { ...claim, ...by } : claim)),
    ]),
  );

const withdraw = (history: History, is: (claim: ClaimRow) => boolean, withdrawnAt: Moment) =>
  altered(history, (claim) => claim.withdrawnAt === undefined && is(claim), { withdrawnAt });

const rows: {
  readonly [Type in RecordEvent['type']]?: (
    history: History,
    event: Extract<Event, { type: Type }>,
  ) => History;
} = {
  // Somebody who comes back after an erasure begins anew.
  RecordOpened: () => ({}),
  ClaimMade: (history, { data, meta }) => said(history, data, meta.at),
  ClaimWithdrawn: (history, { data, meta }) =>
    withdraw(history, ({ claim }) => claim === data.claim, meta.at),
  ClaimConfirmed: (history, { data: { raised }, meta }) =>
    raised
      ? altered(history, ({ claim }) => claim === raised.claim, {
          raised: { assurance: raised.assurance, at: meta.at },
        })
      : history,
  RecordsUnmerged: (history, { data: { into, records }, meta }) =>
    into === undefined
      ? withdraw(history, ({ from }) => records.includes(from ?? ''), meta.at)
      : history,
};

/** What was known of each field after these events. */
export const historyOf = (events: readonly RecordedEvent[]): History =>
  (events as unknown as readonly Event[]).reduce<History>(
    (history, event) => rows[event.type]?.(history, event as never) ?? history,
    {},
  );

/** The version after these events, and when the last of them happened. */
export const versionAfter = (events: readonly RecordedEvent[]) => {
  const last = events.at(-1);
  return last ? { version: last.revision + 1, changedAt: happenedAt(last) } : { version: 0 };
};

/** The history contains only what was known, so all of it counts. */
const KNOWN = '9999-12-31T23:59:59.999Z';

/** What was true at a moment, as far as the history knows, and why. */
export const explained = (
  history: History,
  ladder: Ladder,
  asOf: Moment,
): Readonly<Record<string, Explanation<ClaimRow>>> =>
  Object.fromEntries(
    Object.entries(history).map(([field, claims]) => [
      field,
      effective(claims, ladder, { asOf, knownAt: KNOWN }),
    ]),
  );
