import { personalBy, type PersonalParts } from '#eventing';

import type { Fact, TicketEvent } from './ticket.events.js';
import type { Ticket } from './ticket.state.js';

/**
 * What is personal in each event: everybody's words on a ticket are words about its requester, under
 * whose key they are kept. What it is classified as is not; nor are a correction's grades and yes or no.
 */
const parts: PersonalParts<TicketEvent> = {
  TicketOpened: ['/subject', '/requester/name'],
  PainPointTold: ['/hurts', '/stops', '/wants'],
  TicketReleased: ['/reason'],
  CustomerReplied: ['/text', '/follow/subject', '/follow/requester/name'],
  AgentReplied: ['/text'],
  NoteAdded: ['/text'],
  AttachmentAdded: ['/name'],
  TicketPutOnHold: ['/reason'],
  ResolutionProposed: ['/text'],
  ResolutionConfirmed: ['/words'],
  ResolutionRejected: ['/reason'],
  TicketReopened: ['/reason'],
  TicketWithdrawn: ['/reason'],
  TicketMerged: ['/reason'],
  FactCorrected: ['/words', '/follow/subject', '/follow/requester/name'],
  FactDisputed: ['/reason'],
};

const saidInWords: readonly Fact[] = ['subject', 'what-happened'];

const always = personalBy<Ticket, TicketEvent>(parts, ({ requester }) => requester.id);

export const personal = (ticket: Ticket, event: TicketEvent): Readonly<Record<string, string>> => {
  const found = always(ticket, event);
  if (event.type !== 'FactCorrected' || !saidInWords.includes(event.data.fact)) return found;
  return { ...found, '/is': ticket.requester.id, '/was': ticket.requester.id };
};
