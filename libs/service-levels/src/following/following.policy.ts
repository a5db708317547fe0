import {
  derivedCommandId,
  dueColumn,
  newAggregateId,
  type Policy,
  type RecordedEvent,
  schedule,
  type ScheduledCommand,
  secondsAfter,
} from '#eventing';
import type { TicketEvent } from '#tickets';

import { isHistory } from '../clock/course.state.js';
import type { LevelPolicyEvent } from '../policy/level-policy.events.js';
import type { FollowTickets } from './following.decider.js';
import type { FollowingEvent } from './following.events.js';

/** Distinguishes its commands from those that other policies make of the same event. */
const INDEX = 2;
/** An import brings the whole of a ticket within this time; its clocks are counted once. */
export const IMPORT_SECONDS = 60;
/** No moment: there is nothing to follow now. */
const NEVER = 'never';

type Row = ScheduledCommand<FollowTickets>;
type Of = FollowTickets['data']['of'];
type Followed = LevelPolicyEvent | TicketEvent | FollowingEvent;

const next = (event: RecordedEvent, data: FollowTickets['data'], due = event.meta.at): Row => {
  const id = newAggregateId(derivedCommandId(event, INDEX));
  const command = { type: 'FollowTickets', data } as const;
  return schedule(event, { command, due, id, index: INDEX });
};

const begin =
  (of: Of) =>
  (row: Row | undefined, event: RecordedEvent): Row =>
    row ?? next(event, { of, after: event.position, upTo: event.position }, NEVER);

const pause: Readonly<Record<Of, number>> = { 'what-happens': 0, imports: IMPORT_SECONDS };

const due = (of: Of, { meta }: RecordedEvent) => secondsAfter(meta.at, pause[of]);

/** A tenant without a policy has no row, so its tickets cost nothing here. */
const follow =
  (of: Of) =>
  (row: Row | undefined, event: RecordedEvent): Row | undefined => {
    if (!row || isHistory(event) !== (of === 'imports')) return row;
    const isIdle = row.due === NEVER;
    const after = isIdle ? event.position - 1 : row.command.data.after;
    return next(event, { of, after, upTo: event.position }, isIdle ? due(of, event) : row.due);
  };

const followed =
  (of: Of) =>
  (row: Row | undefined, event: RecordedEvent<FollowingEvent>): Row | undefined => {
    if (!row || event.data.of !== of) return row;
    const { data } = row.command;
    if (event.data.through >= data.upTo) return { ...row, due: NEVER };
    return next(event, { ...data, after: event.data.through }, due(of, event));
  };

const theOnlyOne = () => 'all';

const followingPolicy = (name: string, of: Of): Policy<Followed, FollowTickets> => {
  const count = follow(of);
  const keys = [
    'ServiceLevelPolicyCreated',
    'TicketOpened',
    'TicketClassified',
    'PriorityDerived',
    'AgentReplied',
    'TicketPutOnHold',
    'TicketResumed',
    'ResolutionProposed',
    'ResolutionRejected',
    'TicketClosed',
    'TicketReopened',
    'TicketsFollowed',
  ];
  return {
    name,
    version: 1,
    of: ['servicelevelpolicy', 'ticket', 'clockfollowing'],
    asks: 'clockfollowing',
    ...dueColumn,
    key: Object.fromEntries(keys.map((type) => [type, theOnlyOne])),
    when: {
      ServiceLevelPolicyCreated: begin(of),
      TicketOpened: count,
      TicketClassified: count,
      PriorityDerived: count,
      AgentReplied: count,
      TicketPutOnHold: count,
      TicketResumed: count,
      ResolutionProposed: count,
      ResolutionRejected: count,
      TicketClosed: count,
      TicketReopened: count,
      TicketsFollowed: followed(of),
    },
  };
};

/** When something happens to tickets on which their clocks depend, they are counted. */
export const clockFollowingPolicy = followingPolicy('clocks-that-follow', 'what-happens');

/** The clocks of imported tickets are counted when their import is likely to be whole. */
export const importFollowingPolicy = followingPolicy('clocks-of-imports', 'imports');
