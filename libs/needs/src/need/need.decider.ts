import { decideBy, type Decider } from '#eventing';

import type { NeedCommand } from './need.commands.js';
import type { Counted, Disclosed, NeedEvent } from './need.events.js';
import { ensure } from './need.rules.js';
import { evolve, type NeedState, nothing, type Pending, pendingWith } from './need.state.js';

/** Sums are of so many people, and grow by so many: no difference of two sums is about fewer. */
export const FEWEST = 5;

/** How many people one need can hold. */
const MOST = 20_000;

/** How often the divisor is in a number, without the rest. */
const whole = (number: number, divisor: number) => (number - (number % divisor)) / divisor;

const quarterOf = (day: string) => `${day.slice(0, 4)}-Q${whole(Number(day.slice(5, 7)) + 2, 3)}`;

const costsOf = (all: readonly Pending[]): Readonly<Record<string, number>> => {
  const sums = new Map<string, number>();
  for (const { yearlyCost } of all)
    if (yearlyCost)
      sums.set(yearlyCost.currency, (sums.get(yearlyCost.currency) ?? 0) + yearlyCost.amount);
  return Object.fromEntries(sums);
};

const middleOf = (all: readonly Pending[]): string | undefined => {
  const days = all.flatMap(({ renewsOn }) => renewsOn ?? []).toSorted();
  return days[whole(days.length, 2)];
};

const sumOf = (
  { department, kind }: Pick<Disclosed, 'department' | 'kind'>,
  all: readonly Pending[],
): Counted => {
  const day = middleOf(all);
  return {
    department,
    kind,
    people: all.length,
    users: all.reduce((sum, { users }) => sum + users, 0),
    yearlyCost: costsOf(all),
    ...(day !== undefined && { renewsIn: quarterOf(day) }),
  };
};

const owned = ['/words', '/users', '/yearlyCost', '/renewsOn', '/person'];

/** Who works around what, counted in groups of five; and what became of it. */
export const needDecider: Decider<NeedState, NeedCommand, NeedEvent> = {
  name: 'need',
  initial: nothing,
  evolve,
  decide: decideBy<NeedState, NeedCommand, NeedEvent>({
    DiscloseWorkaround: (need, { data }) => {
      ensure(need.counted.size < MOST, 'full');
      const pending = pendingWith(need, data);
      const disclosed = { type: 'WorkaroundDisclosed', data } as const;
      if (pending.length < FEWEST) return [disclosed];
      return [disclosed, { type: 'NeedCounted', data: sumOf(data, pending) }];
    },
    WithdrawWorkaround: (_, { data }) => [{ type: 'WorkaroundWithdrawn', data }],
    MatchNeed: (need, { data }) => {
      ensure(need.isKnown, 'not-found');
      return [{ type: 'NeedMatched', data }];
    },
    MeetNeed: (need, { data }) => {
      ensure(need.isKnown, 'not-found');
      ensure(need.service !== undefined, 'not-matched');
      ensure(!need.isMet, 'met');
      return [{ type: 'NeedMet', data }];
    },
  }),
  personal: (_, event) =>
    event.type === 'WorkaroundDisclosed'
      ? Object.fromEntries(owned.map((pointer) => [pointer, event.data.discloser]))
      : {},
};
