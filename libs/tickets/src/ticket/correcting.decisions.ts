import type { Decisions } from '#eventing';

import { ensureNotOwnProposal, momentOf } from './asking.rules.js';
import { close, continuationOf, ensureHere, isReopenable } from './closing.decisions.js';
import { derivePriority } from './opening.decisions.js';
import { ensureOutranks } from './precedence.rules.js';
import type { TicketCommand } from './ticket.commands.js';
import { type Fact, type Grade, grades, type Status, type TicketEvent } from './ticket.events.js';
import { ensure } from './ticket.rules.js';
import type { TicketSettings } from './ticket.settings.js';
import type { Ticket } from './ticket.state.js';

type Correct = Extract<TicketCommand, { type: 'CorrectFact' }>;
type Correcting = Decisions<
  Ticket,
  Extract<TicketCommand, { type: 'CorrectFact' | 'DisputeFact' }>,
  TicketEvent
>;
type Value = string | boolean;

const isGrade = (is: Value): is is Grade => (grades as readonly Value[]).includes(is);
const isText = (is: Value) => typeof is === 'string';

const isLineOf = (max: number) => (is: Value) =>
  typeof is === 'string' && is.length <= max && !/[\r\n]/.test(is);

interface Correctable {
  readonly fits: (is: Value) => boolean;
  /** The ticket's current value. */
  readonly was: (ticket: Ticket) => Value | null;
}

const correctable: { readonly [F in Fact]: Correctable } = {
  subject: { fits: isLineOf(200), was: ({ subject }) => subject },
  category: { fits: isLineOf(100), was: ({ category }) => category ?? null },
  impact: { fits: isGrade, was: ({ impact }) => impact ?? null },
  'what-happened': {
    fits: isText,
    was: ({ corrections, told }) => corrections['what-happened']?.is ?? told ?? null,
  },
  solved: { fits: (is) => typeof is === 'boolean', was: (ticket) => solved[ticket.status](ticket) },
};

/** Whether it is solved; unknown until the customer has said so. */
const solved: { readonly [S in Ticket['status']]: (ticket: Ticket) => boolean | null } = {
  unopened: () => null,
  open: () => false,
  'on-hold': () => false,
  'resolution-proposed': () => null,
  closed: ({ closed }) => (closed?.as === 'confirmed' ? true : null),
};

type Consequence = (ticket: Ticket, command: Correct) => TicketEvent[];

const correction = (ticket: Ticket, { data }: Correct): TicketEvent => ({
  type: 'FactCorrected',
  data: { ...data, was: correctable[data.fact].was(ticket) },
});

const itIsSolved =
  (settings: TicketSettings): Consequence =>
  (ticket, command) => {
    ensureNotOwnProposal(ticket, command);
    const events = [correction(ticket, command)];
    const as = ticket.closed?.as;
    if (as !== undefined && as !== 'not-answered') return events;
    const proposed = as === 'not-answered' || ticket.status === 'resolution-proposed';
    if (proposed) events.push({ type: 'ResolutionConfirmed', data: {} });
    return [...events, close(settings, command, 'confirmed')];
  };

/** After the window the word still counts: it opens a linked new ticket. */
const closedButNotSolved: Consequence = (ticket, command) => {
  ensureHere(ticket);
  const { words, fact, is } = command.data;
  const said = {
    fact,
    is,
    was: correctable.solved.was(ticket),
    ...(words !== undefined && { words }),
  };
  if (!isReopenable(ticket, momentOf(command)))
    return [{ type: 'FactCorrected', data: { ...said, follow: continuationOf(ticket) } }];
  const was = ticket.closed!.as;
  return [
    { type: 'FactCorrected', data: said },
    { type: 'TicketReopened', data: { was, because: 'correction' } },
  ];
};

const itIsNotSolved: { readonly [S in Status]: Consequence } = {
  open: () => [],
  'on-hold': () => [],
  'resolution-proposed': (ticket, command) => [
    correction(ticket, command),
    { type: 'ResolutionRejected', data: {} },
  ],
  closed: closedButNotSolved,
};

const alone: Consequence = (ticket, command) => [correction(ticket, command)];

const consequences = (settings: TicketSettings): { readonly [F in Fact]: Consequence } => {
  return {
    subject: alone,
    category: alone,
    'what-happened': alone,
    impact: (ticket, command) => [
      correction(ticket, command),
      derivePriority(settings, command.data.is as Grade, ticket.urgency ?? 'medium'),
    ],
    solved: (ticket, command) =>
      command.data.is
        ? itIsSolved(settings)(ticket, command)
        : itIsNotSolved[ticket.status as Status](ticket, command),
  };
};

export const correcting = (settings: TicketSettings): Correcting => {
  const follow = consequences(settings);
  return {
    CorrectFact: (ticket, command) => {
      const { fact, is } = command.data;
      ensure(correctable[fact].fits(is), 'not-a-value', { fact });
      if (correctable[fact].was(ticket) === is) return [];
      // Whether it is solved may change: the latest answer counts, and is no contradiction.
      if (fact !== 'solved') ensureOutranks(settings.ladder, ticket, command, { fact, is });
      return follow[fact](ticket, command);
    },

    DisputeFact: (ticket, { data }) => {
      ensure(ticket.corrections[data.fact] !== undefined, 'nothing-to-dispute', {
        fact: data.fact,
      });
      return [{ type: 'FactDisputed', data }];
    },
  };
};
