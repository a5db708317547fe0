import { type Decisions, lookUp } from '#eventing';

import type { TicketCommand } from './ticket.commands.js';
import { inverse, isSameLink, type Relation, type TicketEvent } from './ticket.events.js';
import { ensure } from './ticket.rules.js';
import { people, type Ticket } from './ticket.state.js';
import { companionsLeave } from './watching.decisions.js';

type Linking = Decisions<
  Ticket,
  Extract<TicketCommand, { type: 'LinkTickets' | 'AnswerLink' | 'UnlinkTickets' | 'AnswerUnlink' }>,
  TicketEvent
>;

const isLinked = ({ links }: Ticket, ticket: string, relation: Relation) =>
  links.some((link) => isSameLink(link, { ticket, relation }));

/** Finds only cycles that this ticket knows of: longer ones pass through other tickets. */
const ensureNoRing = (ticket: Ticket, other: string, relation: Relation) => {
  const back = inverse[relation];
  ensure(back === relation || !isLinked(ticket, other, back), 'link-cycle');
  const parent = ticket.links.find((link) => link.relation === 'child-of');
  ensure(relation !== 'child-of' || !parent, 'has-parent', { ticket: parent?.ticket });
};

export const linking: Linking = {
  LinkTickets: (ticket, { data: { ticket: other, relation } }) => {
    if (isLinked(ticket, other, relation)) return [];
    ensureNoRing(ticket, other, relation);
    return [{ type: 'TicketsLinked', data: { ticket: other, relation } }];
  },

  AnswerLink: (ticket, { data: { ticket: other, relation, people: along } }) => {
    const isAnswered = ticket.links.some(
      (link) => link.answers && isSameLink(link, { ticket: other, relation }),
    );
    if (isAnswered) return [];
    const known = new Set(people(ticket));
    return [
      {
        type: 'TicketsLinked',
        data: { ticket: other, relation, answers: true, ...(along && { people: along }) },
      },
      ...[...new Set(along)]
        .filter((person) => !known.has(person))
        .map((watcher): TicketEvent => ({ type: 'WatcherAdded', data: { watcher } })),
    ];
  },

  UnlinkTickets: (ticket, { data }) => {
    const { ticket: other, relation } = data;
    if (!isLinked(ticket, other, relation)) return [];
    ensure(relation !== 'duplicate-of' || ticket.mergedInto !== other, 'merged', { ticket: other });
    const isMerged = relation === 'duplicated-by' && lookUp(ticket.companions, other) !== undefined;
    ensure(!isMerged, 'merged-into-this', { ticket: other });
    return [{ type: 'TicketsUnlinked', data }];
  },

  /** Recorded in any case, because the policy that asks for it waits for the event. */
  AnswerUnlink: (ticket, { data: { ticket: other, relation, merge } }) => [
    {
      type: 'TicketsUnlinked',
      data: { ticket: other, relation, answers: true, ...(merge && { merge }) },
    },
    ...(merge ? companionsLeave(ticket, other) : []),
  ],
};
