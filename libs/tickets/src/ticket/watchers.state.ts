import type { DataOf } from '#eventing';

import type { TicketEvent } from './ticket.events.js';

/** Who watches a ticket, and why. */
export interface Watchers {
  readonly watchers: readonly string[];
  /** Those of them whom somebody added; the others came along with a merged ticket. */
  readonly invited: readonly string[];
  /** The people of each ticket that was merged into this one. */
  readonly companions: Readonly<Record<string, readonly string[]>>;
}

export const nobodyWatches: Watchers = { watchers: [], invited: [], companions: {} };

const without = (people: readonly string[], person: string) =>
  people.filter((other) => other !== person);

/** The companions of tickets after a change for one ticket, or for each of them. */
const companionsBy = (
  companions: Watchers['companions'],
  change: (along: readonly string[], ticket: string) => readonly string[],
): Watchers['companions'] =>
  Object.fromEntries(
    Object.entries(companions)
      .map(([ticket, along]) => [ticket, change(along, ticket)] as const)
      .filter(([, along]) => along.length > 0),
  );

export const cameAlong = (
  { companions }: Watchers,
  { ticket, answers, people }: DataOf<TicketEvent, 'TicketsLinked'>,
): Pick<Watchers, 'companions'> =>
  answers && people ? { companions: { ...companions, [ticket]: people } } : { companions };

export const wentApart = (
  { companions }: Watchers,
  { ticket, merge }: DataOf<TicketEvent, 'TicketsUnlinked'>,
): Pick<Watchers, 'companions'> => ({
  companions: merge
    ? companionsBy(companions, (along, other) => (other === ticket ? [] : along))
    : companions,
});

/** The first time that a companion is added, they come along; everybody else was added by somebody. */
export const added = ({ watchers, invited, companions }: Watchers, watcher: string) => {
  const isNew = !watchers.includes(watcher);
  const isAlong = isNew && Object.values(companions).some((along) => along.includes(watcher));
  return {
    watchers: isNew ? [...watchers, watcher] : watchers,
    invited: isAlong ? invited : [...invited, watcher],
  };
};

export const removed = (
  { watchers, invited, companions }: Watchers,
  watcher: string,
): Watchers => ({
  watchers: without(watchers, watcher),
  invited: without(invited, watcher),
  companions: companionsBy(companions, (along) => without(along, watcher)),
});

export const companionLeft = (
  { companions }: Watchers,
  { watcher, ticket }: DataOf<TicketEvent, 'CompanionRemoved'>,
): Pick<Watchers, 'companions'> => ({
  companions: companionsBy(companions, (along, other) =>
    other === ticket ? without(along, watcher) : along,
  ),
});
