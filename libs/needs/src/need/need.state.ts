import { ERASED, evolveBy } from '#eventing';

import type { Disclosed, NeedEvent } from './need.events.js';

/** A disclosure that is in no sum yet. */
export type Pending = Pick<
  Disclosed,
  'disclosure' | 'person' | 'users' | 'yearlyCost' | 'renewsOn'
>;

/** What decisions about a need read. */
export interface NeedState {
  /** One for each person: the one that they told last. */
  readonly pending: readonly Pending[];
  /** The persons that are in a sum. */
  readonly counted: ReadonlySet<string>;
  readonly isKnown: boolean;
  readonly service?: string;
  readonly isMet: boolean;
}

export const nothing: NeedState = {
  pending: [],
  counted: new Set(),
  isKnown: false,
  isMet: false,
};

const others = ({ pending }: NeedState, person: string) =>
  pending.filter((one) => one.person !== person);

/** The pending disclosures after one more. Whom a sum has already, or who was erased, is not pending. */
export const pendingWith = (need: NeedState, told: Pending): readonly Pending[] =>
  told.person === ERASED || need.counted.has(told.person)
    ? need.pending
    : [...others(need, told.person), told];

export const evolve = evolveBy<NeedState, NeedEvent>({
  WorkaroundDisclosed: (need, told) => ({ ...need, pending: pendingWith(need, told) }),
  WorkaroundWithdrawn: (need, { disclosure }) => ({
    ...need,
    pending: need.pending.filter((one) => one.disclosure !== disclosure),
  }),
  NeedCounted: (need) => ({
    ...need,
    pending: [],
    counted: new Set([...need.counted, ...need.pending.map(({ person }) => person)]),
    isKnown: true,
  }),
  NeedMatched: (need, { service }) => ({ ...need, service, isMet: false }),
  NeedMet: (need) => ({ ...need, isMet: true }),
});
