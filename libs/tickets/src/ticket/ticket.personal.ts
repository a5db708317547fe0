import { personalBy, type PersonalParts } from '#eventing';

import type { Fact, TicketEvent } from './ticket.events.js';
import type { Ticket } from './ticket.state.js';

/**
 * The personal parts of each event: every text on a ticket is about its requester, and is encrypted
 * with their key. The classification is not personal; nor are corrected grades, and yes or no.
 */
const parts: PersonalParts<TicketEvent> = {
  TicketOpened: ['/subject', '/requester/name'],
  PainPointTold: ['/hurts', '/stops', '/wants'],
  TicketReleased: ['/reason'],
  CustomerReplied: ['/text', '/follow/subject', '/follow/requester/name'],
  AgentReplied: ['/text'],
  NoteAdded: ['/text'],
  AttachmentAdded: ['/name'],
  AttachmentRemoved: ['/reason'],
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
