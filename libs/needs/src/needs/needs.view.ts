import { idOf, type Moment, type View } from '#eventing';

import type { Counted, NeedEvent, WorkaroundKind } from '../need/need.events.js';

/** Sums over groups of five people and more. */
export interface Sums {
  readonly people: number;
  readonly users: number;
  /** By currency. */
  readonly yearlyCost: Readonly<Record<string, number>>;
  /** The quarter that the group counted last renews in. */
  readonly renewsIn: string | null;
}

/** A need that five people or more have disclosed. */
export interface NeedRow extends Sums {
  readonly id: string;
  readonly department: string;
  readonly kind: WorkaroundKind;
  readonly status: 'open' | 'matched' | 'met';
  readonly service: string | null;
  readonly matched?: { readonly words: string; readonly at: Moment };
  readonly met?: { readonly words: string; readonly at: Moment };
  readonly version: number;
}

const none: Sums = { people: 0, users: 0, yearlyCost: {}, renewsIn: null };

const costsWith = (
  sums: Readonly<Record<string, number>>,
  more: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> => {
  const all = new Map(Object.entries(sums));
  for (const [currency, amount] of Object.entries(more))
    all.set(currency, (all.get(currency) ?? 0) + amount);
  return Object.fromEntries(all);
};

/** Sums with one more group in them. */
export const sumsWith = (sums: Sums = none, counted: Counted): Sums => ({
  people: sums.people + counted.people,
  users: sums.users + counted.users,
  yearlyCost: costsWith(sums.yearlyCost, counted.yearlyCost),
  renewsIn: counted.renewsIn ?? sums.renewsIn,
});

/** The needs that are large enough to be seen. Fewer than five people leave no row. */
export const needsView: View<NeedEvent, NeedRow> = {
  name: 'needs',
  version: 1,
  of: 'need',
  columns: {
    department: { type: 'text', of: ({ department }) => department },
    kind: { type: 'text', of: ({ kind }) => kind },
    status: { type: 'text', of: ({ status }) => status },
    service: { type: 'text', of: ({ service }) => service },
    people: { type: 'integer', of: ({ people }) => people },
    users: { type: 'integer', of: ({ users }) => users },
    renewsIn: { type: 'text', nulls: 'last', of: ({ renewsIn }) => renewsIn },
  },
  indexes: [['people'], ['users'], ['renewsIn'], ['department', 'people'], ['status', 'people']],
  when: {
    NeedCounted: (row, { stream, revision, data }) => ({
      id: idOf(stream),
      status: 'open',
      service: null,
      ...row,
      department: data.department,
      kind: data.kind,
      ...sumsWith(row, data),
      version: revision + 1,
    }),
    NeedMatched: (row, { revision, meta, data: { service, words } }) => {
      if (!row) return undefined;
      const { met: _met, ...open } = row;
      const matched = { words, at: meta.at };
      return { ...open, status: 'matched', service, matched, version: revision + 1 };
    },
    NeedMet: (row, { revision, meta, data: { words } }) =>
      row && { ...row, status: 'met', met: { words, at: meta.at }, version: revision + 1 },
  },
};
