import { type Ladder, wouldOutrank } from '#claims';
import type { CommandContext } from '#eventing';

import type { Fact } from './ticket.events.js';
import { ensure } from './ticket.rules.js';
import { type Ticket, wordOf } from './ticket.state.js';

/**
 * Only a claim on the same or a higher rung of the ladder can change a correction. Saying the same
 * is no contradiction, no matter who says it.
 */
export const ensureOutranks = (
  ladder: Ladder,
  ticket: Ticket,
  command: CommandContext,
  { fact, is }: { readonly fact: Fact; readonly is: string | boolean | undefined },
): void => {
  const correction = ticket.corrections[fact];
  if (!correction || is === undefined || correction.is === is) return;
  const { version, at, word } = correction;
  const mayStand = wouldOutrank(ladder, wordOf(command.by, command), word);
  ensure(mayStand, 'customer-said-so', { fact, version, at });
};
