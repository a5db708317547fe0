import { type CommandContext, isAfter, type Moment } from '#eventing';

import type { TicketCommand } from './ticket.commands.js';
import { ensure } from './ticket.rules.js';
import { isClosed, people, type Ticket } from './ticket.state.js';

const isCustomer = ({ by }: CommandContext) => by.kind === 'customer';
const isSystem = ({ by }: CommandContext) => by.kind === 'system';

/** The customer whose words these are, if they are a customer's. */
export const speakerOf = (command: CommandContext): string | undefined =>
  isCustomer(command) ? command.by.id : command.onBehalfOf;

/**
 * The moment that deadlines count from. Only history that an integration imports counts from the
 * moment it states; otherwise a moment in the past could shorten somebody's time to answer.
 */
export const momentOf = ({ by, at, occurredAt }: CommandContext): Moment =>
  by.kind === 'integration' ? (occurredAt ?? at) : at;

/** Imported history: how it ended is known already. */
export const isHistory = ({ by, occurredAt }: CommandContext): boolean =>
  by.kind === 'integration' && occurredAt !== undefined;

/** Nobody may confirm their own work: another person records the customer's confirmation. */
export const ensureNotOwnProposal = ({ proposer }: Ticket, command: CommandContext): void => {
  const isOwn = !isCustomer(command) && command.by.id === proposer;
  ensure(!isOwn || isHistory(command), 'own-proposal');
};

type Asking = (ticket: Ticket, command: TicketCommand) => void;

const anyone: Asking = () => {};

const staff: Asking = (_, command) =>
  ensure(!isCustomer(command) && !isSystem(command), 'staff-only');

const requester: Asking = (ticket, command) =>
  ensure(speakerOf(command) === ticket.requester.id, 'requester-only');

const requesterOrStaff: Asking = (ticket, command) =>
  ensure(!isCustomer(command) || command.by.id === ticket.requester.id, 'requester-only');

const requesterStaffOrThemselves: Asking = (ticket, command) => {
  const isLeaving = command.type === 'RemoveWatcher' && command.data.watcher === command.by.id;
  if (!isLeaving) requesterOrStaff(ticket, command);
};

const system: Asking = (_, command) => ensure(isSystem(command), 'system-only');

const systemOrHistory: Asking = (_, command) =>
  ensure(isSystem(command) || command.by.kind === 'integration', 'system-only');

/** Who may send each command, beyond the rule that customers act on tickets they may read. */
const asking: { readonly [Type in TicketCommand['type']]: Asking } = {
  OpenTicket: anyone,
  OpenFollowUp: system,
  TellPainPoint: anyone,
  ClassifyTicket: staff,
  QueueTicket: staff,
  AssignTicket: staff,
  ClaimTicket: staff,
  ReleaseTicket: staff,
  PutTicketOnHold: staff,
  ResumeTicket: staff,
  ResumeOnTime: system,
  ReplyToTicket: anyone,
  AddNote: staff,
  AddAttachment: anyone,
  RemoveAttachment: anyone,
  DestroyFile: system,
  AddWatcher: requesterOrStaff,
  RemoveWatcher: requesterStaffOrThemselves,
  RemoveCompanion: system,
  ProposeResolution: staff,
  ConfirmResolution: requester,
  RejectResolution: requester,
  CloseUnanswered: systemOrHistory,
  WithdrawTicket: requester,
  ReopenTicket: requesterOrStaff,
  CloseForErasure: system,
  CorrectFact: requester,
  DisputeFact: staff,
  LinkTickets: staff,
  AnswerLink: system,
  UnlinkTickets: staff,
  AnswerUnlink: system,
  MergeTicket: staff,
};

const opens: ReadonlySet<string> = new Set(['OpenTicket', 'OpenFollowUp']);

const ensureTheirs = (ticket: Ticket, command: CommandContext) => {
  ensure(ticket.status !== 'unopened', 'not-found');
  const known = people(ticket);
  ensure(!isCustomer(command) || known.includes(command.by.id), 'not-found');
  const speaker = speakerOf(command);
  ensure(speaker === undefined || known.includes(speaker), 'not-their-ticket');
};

const ensureMoment = ({ openedAt }: Ticket, { at, occurredAt }: CommandContext) => {
  if (occurredAt === undefined) return;
  ensure(!isAfter(occurredAt, at), 'in-the-future');
  ensure(openedAt === undefined || !isAfter(openedAt, occurredAt), 'before-opened', { openedAt });
};

/** What must hold before any command is decided: who sends it, for whom, about when. */
export const ensureAskable = (ticket: Ticket, command: TicketCommand): void => {
  if (!opens.has(command.type)) ensureTheirs(ticket, command);
  ensure(
    !isCustomer(command) || (command.onBehalfOf ?? command.by.id) === command.by.id,
    'for-yourself',
  );
  asking[command.type](ticket, command);
  ensureMoment(ticket, command);
};

/** Refuses what belongs to the ticket that this one was merged into, and names that ticket's id. */
export const ensureNotMerged = ({ mergedInto }: Ticket): void =>
  ensure(mergedInto === undefined, 'merged', { ticket: mergedInto });

export const ensureNotClosed = (ticket: Ticket): void => {
  ensureNotMerged(ticket);
  ensure(!isClosed(ticket), 'closed');
};
