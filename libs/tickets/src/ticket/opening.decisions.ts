import type { DataOf, Decisions, Of } from '#eventing';

import type { TicketCommand } from './ticket.commands.js';
import { intake, type Grade, type Requester, type TicketEvent } from './ticket.events.js';
import { ensureNotClosed } from './asking.rules.js';
import { ensure } from './ticket.rules.js';
import type { TicketSettings } from './ticket.settings.js';
import type { Ticket } from './ticket.state.js';

type Opening = Decisions<
  Ticket,
  Extract<TicketCommand, { type: 'OpenTicket' | 'OpenFollowUp' | 'TellPainPoint' }>,
  TicketEvent
>;

/** The priority is derived from impact and urgency by the current matrix; nobody types it in. */
export const derivePriority = (
  { matrix }: TicketSettings,
  impact: Grade,
  urgency: Grade,
): TicketEvent => ({
  type: 'PriorityDerived',
  data: { priority: matrix.of[impact][urgency], impact, urgency, matrix: matrix.version },
});

/** Whose words staff record, theirs the ticket is; so either says for whom it is opened. */
const forWhom = ({ data, onBehalfOf }: Of<TicketCommand, 'OpenTicket'>): Requester => {
  const requester = data.requester ?? (onBehalfOf === undefined ? undefined : { id: onBehalfOf });
  ensure(requester !== undefined, 'for-whom');
  ensure((onBehalfOf ?? requester!.id) === requester!.id, 'not-their-ticket');
  return requester!;
};

const requesterOf = (command: Of<TicketCommand, 'OpenTicket'>): Requester => {
  const { by, data } = command;
  if (by.kind !== 'customer') return forWhom(command);
  const stated = data.requester;
  ensure((stated?.id ?? by.id) === by.id, 'for-yourself');
  return { ...stated, id: by.id };
};

/** What is known from the start follows the opening in the same append; usually that is nothing. */
const told = (
  {
    told: words,
    classification,
    queue,
  }: Pick<DataOf<TicketCommand, 'OpenTicket'>, 'told' | 'classification' | 'queue'>,
  settings: TicketSettings,
): TicketEvent[] => {
  const events: TicketEvent[] = [];
  if (words) events.push({ type: 'PainPointTold', data: words });
  if (classification)
    events.push(
      { type: 'TicketClassified', data: classification },
      derivePriority(settings, classification.impact, classification.urgency),
    );
  if (queue !== undefined && queue !== intake)
    events.push({ type: 'TicketQueued', data: { queue, from: intake } });
  return events;
};

export const opening = (settings: TicketSettings): Opening => ({
  OpenTicket: (ticket, command) => {
    ensure(ticket.status === 'unopened', 'already-opened');
    const { kind, subject, channel = 'portal', origin, ...rest } = command.data;
    const requester = requesterOf(command);
    const isForStaff = rest.queue !== undefined || origin !== undefined;
    ensure(!isForStaff || command.by.kind !== 'customer', 'staff-only');
    const opened = { kind, subject, requester, channel, ...(origin && { origin }) };
    return [{ type: 'TicketOpened', data: opened }, ...told(rest, settings)];
  },

  OpenFollowUp: (ticket, { data: { follows, from, words, channel = 'portal' } }) => {
    if (ticket.status !== 'unopened') return [];
    const { kind, subject, requester, queue, classification } = from;
    const known = {
      queue,
      ...(classification && { classification }),
      ...(words !== undefined && { told: { hurts: words } }),
    };
    return [
      { type: 'TicketOpened', data: { kind, subject, requester, channel, follows } },
      ...told(known, settings),
      { type: 'TicketsLinked', data: { ticket: follows, relation: 'follows' } },
    ];
  },

  TellPainPoint: (ticket, { data }) => {
    ensureNotClosed(ticket);
    return [{ type: 'PainPointTold', data }];
  },
});
