import {
  type CommandsOf,
  dueColumn,
  idOf,
  type Policy,
  type RecordedEvent,
  schedule,
} from '#eventing';
import type { ContactEvent } from '#contacts';
import type { PromiseEvent } from '#promises';
import type { ClockEvent } from '#service-levels';

import type {
  CauseKind,
  EscalationAsked,
  EscalationEvent,
  EscalationCause,
  EscalationMatter,
} from '../escalation/escalation.events.js';

/** Carried out by a handler, which finds the customer and the queue. */
export type EscalateNoticedCommand = CommandsOf<{
  EscalateNoticed: { cause: EscalationCause; about: EscalationMatter };
}>;

const noticed = (event: RecordedEvent, kind: CauseKind, about: EscalationMatter) =>
  schedule(event, {
    // Others derive commands from these events too.
    index: 2,
    command: { type: 'EscalateNoticed', data: { cause: { kind, id: event.id }, about } } as const,
  });

type Event = PromiseEvent | ClockEvent | ContactEvent | EscalationEvent;

const causeIn = ({ data: { cause } }: { readonly data: EscalationAsked }) => cause.id ?? '';
const own = ({ id }: RecordedEvent) => id;

/** What escalates by itself, once for each event. An escalation that names the event removes the row. */
export const noticedPolicy: Policy<Event, EscalateNoticedCommand> = {
  name: 'escalations-noticed',
  version: 1,
  of: ['promise', 'clock', 'contact', 'escalation'],
  asks: 'escalation',
  ...dueColumn,
  key: {
    PromiseMissed: own,
    ServiceLevelBreached: own,
    CustomerMinutesExceeded: own,
    EscalationRequested: causeIn,
    EscalationJoined: causeIn,
  },
  when: {
    PromiseMissed: (_, event) => noticed(event, 'missed-promise', { promise: idOf(event.stream) }),
    /** The clocks of a ticket have its id. */
    ServiceLevelBreached: (_, event) => noticed(event, 'breach', { ticket: idOf(event.stream) }),
    CustomerMinutesExceeded: (_, event) => {
      const { ticket } = event.data;
      const contact = idOf(event.stream);
      return noticed(event, 'time-budget', { contact, ...(ticket !== undefined && { ticket }) });
    },
    EscalationRequested: () => null,
    EscalationJoined: () => null,
  },
};
