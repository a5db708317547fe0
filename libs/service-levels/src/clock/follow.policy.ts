import {
  dueColumn,
  type Policy,
  type RecordedEvent,
  schedule,
  type ScheduledCommand,
  secondsAfter,
} from '#eventing';
import type { TicketEvent } from '#tickets';

import type { ReckonClocks } from './clock.commands.js';
import type { ClockEvent } from './clock.events.js';
import { isHistory } from './course.state.js';

/** Distinguishes its commands from those that other policies make of the same event. */
const INDEX = 2;
/** An import brings the whole of a ticket within this time; its clocks are counted once. */
const IMPORT_SECONDS = 60;

const count = (_: unknown, event: RecordedEvent<TicketEvent>) => {
  const data = { through: event.revision };
  const command = { type: 'ReckonClocks', data } as const;
  if (!isHistory(event)) return schedule(event, { command, index: INDEX });
  // What has ended before it was recorded has no clocks.
  if (event.type === 'TicketClosed') return null;
  const due = secondsAfter(event.meta.at, IMPORT_SECONDS);
  return schedule(event, { command, index: INDEX, due });
};

/** The command is needed until the clocks were counted up to its event. */
const counted = (
  row: ScheduledCommand<ReckonClocks> | undefined,
  { data }: RecordedEvent<ClockEvent>,
) => (row && (row.command.data.through ?? 0) <= data.through ? null : row);

/** When something happens to a ticket on which its clocks depend, they are counted. */
export const clockFollowPolicy: Policy<TicketEvent | ClockEvent, ReckonClocks> = {
  name: 'clocks-that-follow',
  version: 1,
  of: ['ticket', 'clock'],
  asks: 'clock',
  ...dueColumn,
  when: {
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
    ClockStarted: counted,
    ClockPaused: counted,
    ClockResumed: counted,
    ClockStopped: counted,
    ClockRestated: counted,
    ClockWithdrawn: counted,
    ServiceLevelAtRisk: counted,
    ServiceLevelBreached: counted,
    ClocksReckoned: counted,
  },
};
