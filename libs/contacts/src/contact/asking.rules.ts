import { type CommandContext, lookUp, type Moment } from '#eventing';

import type { ContactCommand } from './contact.commands.js';
import { ensure } from './contact.rules.js';
import type { ContactState } from './contact.state.js';

/** So much can happen in one contact; a telephone system that repeats itself cannot fill the log. */
const MOST = 2000;

const system: readonly ContactCommand['type'][] = [
  'TimeOutHandoff',
  'ExceedBudget',
  'EndForErasure',
];

/** When it happened, if the sender says so. */
export const momentOf = ({ occurredAt, at }: CommandContext): Moment => occurredAt ?? at;

const ensureSystem = ({ type, by }: ContactCommand) =>
  ensure(!system.includes(type) || by.kind === 'system', 'system-only');

/** Throws unless this person may send this command to this contact. */
export const ensureAskable = (contact: ContactState, command: ContactCommand): void => {
  const { onBehalfOf } = command;
  const customer = command.type === 'StartContact' ? command.data.customer : contact.customer;
  if (command.type !== 'StartContact') ensure(contact.status !== 'none', 'not-found');
  ensure(command.by.kind !== 'customer', 'not-found');
  ensure(onBehalfOf === undefined || onBehalfOf === customer, 'not-their-contact');
  ensureSystem(command);
  ensure(contact.events < MOST || command.by.kind === 'system', 'too-many');
};

/** What the contact is about now. */
export const matterOf = ({
  customer,
  ticket,
  team,
}: ContactState): Pick<ContactState, 'customer' | 'ticket' | 'team'> => ({
  customer,
  ...(ticket !== undefined && { ticket }),
  ...(team !== undefined && { team }),
});

/** Something goes on in it now. */
export const ensureOpen = ({ status }: ContactState): void => ensure(status === 'open', 'over');

/** Whether this person knows all that the customer has told so far. */
export const knowsStory = ({ stories, read }: ContactState, person: string): boolean =>
  (lookUp(read, person) ?? 0) >= stories;
