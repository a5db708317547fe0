import { isAfter, localTime, type Moment as MomentText } from '#eventing';
import {
  described,
  Id,
  Moment,
  oneOf,
  optional,
  orNull,
  type Principal,
  Pseudonym,
  strictObject,
  Type,
  Version,
} from '#platform';

import {
  attemptOutcomes,
  promiseChannels,
  promiseKinds,
  type PromiseWindow,
  releaseReasons,
} from '../promise/promise.events.js';
import type { PromiseRow } from './promises.view.js';

const text = Type.String();

const Window = strictObject({
  from: described(Moment, 'When the window begins.'),
  to: described(Moment, 'When it ends.'),
  timeZone: described(text, 'The time zone in which the customer reads it.'),
});

const Local = strictObject({
  from: described(text, 'When it begins, on the customer’s clock.'),
  to: described(text, 'When it ends, on the customer’s clock.'),
});

const Matter = strictObject({
  ticket: optional(described(Id, 'The ticket.')),
  contact: optional(described(Id, 'The contact.')),
  escalation: optional(described(Id, 'The escalation.')),
});

const Attempt = strictObject({
  outcome: described(oneOf(attemptOutcomes), 'Why the customer was not reached.'),
  words: optional(described(text, 'What there was to say about it.')),
  by: described(Pseudonym, 'Who tried.'),
  at: described(Moment, 'When.'),
});

const Move = strictObject({
  by: described(oneOf(['customer', 'staff']), 'Who moved it.'),
  was: described(Window, 'When it was to be kept before.'),
  why: optional(described(text, 'Why; there whenever staff moved it.')),
  at: described(Moment, 'When it was moved.'),
});

const Miss = strictObject({
  due: described(Moment, 'When the window ended.'),
  noticed: described(Moment, 'When that was noticed: later when the server was down.'),
  told: optional(described(Pseudonym, 'The manager who was told. Not for customers.')),
});

export const promiseStatuses = ['due', 'missed', 'kept', 'released'] as const;

/** A promise as it is answered. Customers are not told queue, team, cause, and who was told of a miss. */
export const PromiseAnswer = strictObject({
  id: described(Id, 'The promise’s id.'),
  kind: described(oneOf(promiseKinds), 'A call-back, or a check-in.'),
  to: described(Pseudonym, 'The customer to whom it was made.'),
  topic: described(text, 'What it is about.'),
  about: described(Matter, 'What it is about: ids.'),
  window: described(Window, 'When it is to be kept.'),
  local: described(Local, 'The window on the clock of the customer.'),
  channel: described(oneOf(promiseChannels), 'How the customer is reached.'),
  accountable: described(Pseudonym, 'The one person who keeps it.'),
  queue: optional(described(orNull(text), 'The queue whose managers are told of a miss.')),
  team: optional(described(orNull(Id), 'The team that had the queue when it was made.')),
  cause: optional(described(text, 'The id of the event from which it follows.')),
  status: described(oneOf(promiseStatuses), 'Due, missed, kept or released.'),
  promisedAt: described(Moment, 'When it was made.'),
  promisedBy: described(text, 'Who made it: a person, or a policy of the system.'),
  attempts: described(Type.Array(Attempt), 'When it was tried, and the customer was not reached.'),
  moves: described(Type.Array(Move), 'When and why it was moved.'),
  misses: described(Type.Array(Miss), 'The windows that ended while nobody kept it.'),
  minutesMissed: optional(
    described(
      Type.Integer({ minimum: 0 }),
      'Minutes from the end of the last missed window until it was kept or released, or until now.',
    ),
  ),
  keptAt: optional(described(Moment, 'When it was kept.')),
  outcome: optional(described(text, 'What came of it.')),
  works: optional(described(Type.Boolean(), 'Whether it works, for a check-in.')),
  releasedAt: optional(described(Moment, 'When we were released from it.')),
  releasedBecause: optional(
    described(oneOf(releaseReasons), 'By the customer, or because they were erased.'),
  ),
  words: optional(described(text, 'What the customer said when they released us.')),
  version: Version,
});

const MINUTE = 60_000;

/** The clock of a miss. It stands still while a later window, that the customer chose, is open. */
const minutesMissed = (
  { status, misses, keptAt, releasedAt, window }: PromiseRow,
  now: MomentText,
) => {
  const miss = misses.at(-1);
  if (!miss || status === 'due' || isAfter(window.to, miss.due)) return undefined;
  const end = keptAt ?? releasedAt ?? now;
  return Math.max(0, Math.floor((Date.parse(end) - Date.parse(miss.due)) / MINUTE));
};

const wall = (at: MomentText, timeZone: string) => {
  const { date, time } = localTime(at, timeZone);
  return `${date}T${time}`;
};

const localOf = ({ from, to, timeZone }: PromiseWindow) => ({
  from: wall(from, timeZone),
  to: wall(to, timeZone),
});

const withClock = (row: PromiseRow, now: MomentText) => {
  const minutes = minutesMissed(row, now);
  return {
    ...row,
    local: localOf(row.window),
    ...(minutes !== undefined && { minutesMissed: minutes }),
  };
};

export type PromiseShown = Omit<ReturnType<typeof withClock>, 'queue' | 'team' | 'cause'>;

/** A promise for one reader, at one moment. */
export const promiseShown =
  ({ role }: Principal, now: MomentText) =>
  (row: PromiseRow): PromiseShown => {
    const shown = withClock(row, now);
    if (role !== 'customer') return shown;
    const { queue: _queue, team: _team, cause: _cause, ...rest } = shown;
    return { ...rest, misses: row.misses.map(({ due, noticed }) => ({ due, noticed })) };
  };
