import { type Decisions, daysAfter, isAfter } from '#eventing';

import { ensureNotClosed, ensureNotOwnProposal, isHistory, momentOf } from './asking.rules.js';
import { close, isReopenable } from './closing.decisions.js';
import type { TicketCommand } from './ticket.commands.js';
import type { TicketEvent } from './ticket.events.js';
import { ensure } from './ticket.rules.js';
import type { TicketSettings } from './ticket.settings.js';
import { isClosed, type Ticket } from './ticket.state.js';

type Resolving = Decisions<
  Ticket,
  Extract<
    TicketCommand,
    {
      type:
        | 'ProposeResolution'
        | 'ConfirmResolution'
        | 'RejectResolution'
        | 'CloseUnanswered'
        | 'WithdrawTicket'
        | 'ReopenTicket'
        | 'CloseForErasure';
    }
  >,
  TicketEvent
>;

const isProposed = ({ status }: Ticket) => status === 'resolution-proposed';

/** A proposal can still be confirmed after its time to answer has ended. */
const isConfirmable = (ticket: Ticket) =>
  isProposed(ticket) || ticket.closed?.as === 'not-answered';

/** A merged ticket that is opened again is no duplicate: the merge is undone. */
const unmerged = ({ mergedInto }: Ticket): TicketEvent[] =>
  mergedInto === undefined
    ? []
    : [
        {
          type: 'TicketsUnlinked',
          data: { ticket: mergedInto, relation: 'duplicate-of', merge: true },
        },
      ];

/** Decisions that do not depend on settings. */
const always: Pick<Resolving, 'RejectResolution' | 'ReopenTicket' | 'CloseForErasure'> = {
  RejectResolution: (ticket, { data }) => {
    ensure(isProposed(ticket), 'no-proposal');
    return [{ type: 'ResolutionRejected', data }];
  },

  ReopenTicket: (ticket, command) => {
    const { reason } = command.data;
    ensure(isClosed(ticket) || isProposed(ticket), 'not-closed');
    const was = ticket.closed?.as ?? 'resolution-proposed';
    const isInTime = isProposed(ticket) || isReopenable(ticket, momentOf(command));
    ensure(isHistory(command) || isInTime, 'window-over', {
      reopenUntil: ticket.closed?.reopenUntil,
    });
    return [
      { type: 'TicketReopened', data: { was, because: 'asked', reason } },
      ...unmerged(ticket),
    ];
  },

  CloseForErasure: (ticket, { at }) =>
    isClosed(ticket) ? [] : [{ type: 'TicketClosed', data: { as: 'erased', reopenUntil: at } }],
};

export const resolving = (settings: TicketSettings): Resolving => ({
  ...always,

  ProposeResolution: (ticket, command) => {
    ensureNotClosed(ticket);
    ensure(!isProposed(ticket), 'not-open');
    const earliest = daysAfter(momentOf(command), settings.answerDays);
    const { text, answerBy = earliest } = command.data;
    ensure(!isAfter(earliest, answerBy), 'answer-too-soon', { earliest });
    return [{ type: 'ResolutionProposed', data: { text, answerBy, by: command.by.id } }];
  },

  ConfirmResolution: (ticket, command) => {
    if (ticket.closed?.as === 'confirmed') return [];
    ensure(isConfirmable(ticket), 'no-proposal');
    ensureNotOwnProposal(ticket, command);
    return [
      { type: 'ResolutionConfirmed', data: command.data },
      close(settings, command, 'confirmed'),
    ];
  },

  CloseUnanswered: (ticket, command) => {
    const { answerBy = ticket.answerBy } = command.data;
    if (command.by.kind === 'system' && ticket.answerBy !== answerBy) return [];
    ensure(isProposed(ticket), 'no-proposal');
    ensure(isHistory(command) || !isAfter(ticket.answerBy!, command.at), 'too-early', { answerBy });
    return [close(settings, command, 'not-answered')];
  },

  WithdrawTicket: (ticket, command) => {
    ensureNotClosed(ticket);
    return [{ type: 'TicketWithdrawn', data: command.data }, close(settings, command, 'withdrawn')];
  },
});
