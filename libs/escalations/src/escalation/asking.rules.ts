import type { CommandContext } from '#eventing';

import type { EscalationCommand } from './escalation.commands.js';
import { ensure } from './escalation.rules.js';
import type { EscalationState } from './escalation.state.js';

export const isCustomer = ({ by }: CommandContext): boolean => by.kind === 'customer';

/** The customer who speaks, if one does. */
export const speakerOf = (command: CommandContext): string | undefined =>
  isCustomer(command) ? command.by.id : command.onBehalfOf;

type Asking = (escalation: EscalationState, command: CommandContext) => void;

const anyone: Asking = () => {};

const staff: Asking = (_, command) => ensure(!isCustomer(command), 'staff-only');

const customer: Asking = ({ people }, command) =>
  ensure(people.includes(speakerOf(command) ?? ''), 'customer-only');

const system: Asking = (_, { by }) => ensure(by.kind === 'system', 'system-only');

/** Who may send each command. */
const asking: { readonly [Type in EscalationCommand['type']]: Asking } = {
  RequestEscalation: anyone,
  AcceptEscalation: staff,
  DeclineEscalation: staff,
  LapseEscalation: system,
  ReadDossier: staff,
  TakeContact: staff,
  NoteContact: (_, { by }) => ensure(by.kind === 'integration', 'integration-only'),
  ResolveEscalation: staff,
  ConfirmEscalation: customer,
  ReturnEscalation: customer,
  WithdrawEscalation: customer,
  CloseEscalationForErasure: system,
};

const ensureConcerned = ({ status, people }: EscalationState, command: CommandContext) => {
  const { by, onBehalfOf } = command;
  ensure(status !== 'none', 'not-found');
  ensure(!isCustomer(command) || people.includes(by.id), 'not-found');
  ensure(onBehalfOf === undefined || people.includes(onBehalfOf), 'not-their-escalation');
};

/** Throws unless this person may send this command to this escalation. */
export const ensureAskable = (escalation: EscalationState, command: EscalationCommand): void => {
  if (command.type !== 'RequestEscalation') ensureConcerned(escalation, command);
  asking[command.type](escalation, command);
};
