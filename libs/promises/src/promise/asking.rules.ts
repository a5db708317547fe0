import type { CommandContext } from '#eventing';

import type { PromiseCommand } from './promise.commands.js';
import { ensure } from './promise.rules.js';
import type { PromiseState } from './promise.state.js';

export const isCustomer = ({ by }: CommandContext): boolean => by.kind === 'customer';
const isSystem = ({ by }: CommandContext) => by.kind === 'system';

/** The customer whose wish it is, if it is a customer's. */
export const speakerOf = (command: CommandContext): string | undefined =>
  isCustomer(command) ? command.by.id : command.onBehalfOf;

type Asking = (promise: PromiseState, command: CommandContext) => void;

const anyone: Asking = () => {};

const staff: Asking = (_, command) =>
  ensure(!isCustomer(command) && !isSystem(command), 'staff-only');

const customer: Asking = ({ to }, command) => ensure(speakerOf(command) === to, 'customer-only');

const system: Asking = (_, command) => ensure(isSystem(command), 'system-only');

/** Who may send each command. */
const asking: { readonly [Type in PromiseCommand['type']]: Asking } = {
  PromiseCallback: anyone,
  PromiseCheckIn: (_, command) => ensure(!isCustomer(command), 'staff-only'),
  MovePromise: anyone,
  ReassignPromise: staff,
  AttemptPromise: staff,
  KeepPromise: staff,
  AnswerCheckIn: customer,
  ReleasePromise: customer,
  RenounceCheckIn: system,
  MissPromise: system,
  MarkManagerTold: system,
  ReleaseForErasure: system,
};

const ensureConcerned = ({ status, to }: PromiseState, command: PromiseCommand) => {
  ensure(status !== 'none', 'not-found');
  ensure(!isCustomer(command) || command.by.id === to, 'not-found');
  ensure(command.onBehalfOf === undefined || command.onBehalfOf === to, 'not-their-promise');
};

const ensureFor = (to: string, command: PromiseCommand) => {
  ensure(!isCustomer(command) || command.by.id === to, 'for-yourself');
  ensure(command.onBehalfOf === undefined || command.onBehalfOf === to, 'not-their-promise');
};

/** Throws unless this person may send this command to this promise. */
export const ensureAskable = (promise: PromiseState, command: PromiseCommand): void => {
  if (command.type === 'PromiseCallback' || command.type === 'PromiseCheckIn')
    ensureFor(command.data.to, command);
  else if (command.type !== 'RenounceCheckIn') ensureConcerned(promise, command);
  asking[command.type](promise, command);
};
