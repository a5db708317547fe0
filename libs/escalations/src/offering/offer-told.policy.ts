import {
  derivedCommandId,
  dueColumn,
  idOf,
  type Policy,
  type RecordedEvent,
  schedule,
} from '#eventing';
import type { NoticeCommand, NoticeEvent } from '#notifications';

import type { ChainPlace, EscalationEvent } from '../escalation/escalation.events.js';

const noticeOf = (event: RecordedEvent) => derivedCommandId(event, 1);

const told = (topic: string, event: RecordedEvent & { readonly data: ChainPlace }) => {
  const { person } = event.data;
  const data = { person, topic, about: { escalation: idOf(event.stream) } };
  return schedule(event, { id: noticeOf(event), command: { type: 'NotifyStaff', data } as const });
};

/** Tells a manager that an escalation is offered, or assigned, to them. */
export const offerToldPolicy: Policy<EscalationEvent | NoticeEvent, NoticeCommand> = {
  name: 'offers-told',
  version: 1,
  of: ['escalation', 'notice'],
  asks: 'notice',
  ...dueColumn,
  key: { EscalationOffered: noticeOf, EscalationAssigned: noticeOf },
  when: {
    EscalationOffered: (_, event) => told('escalation-offered', event),
    EscalationAssigned: (_, event) => told('escalation-assigned', event),
    /** The row's key is the id of the notice. */
    StaffNotified: () => null,
  },
};
