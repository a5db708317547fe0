import { decideBy, type Decider } from '#eventing';

import { ensureAskable } from './asking.rules.js';
import { budgeting, withBudget } from './budgeting.decisions.js';
import type { ContactCommand } from './contact.commands.js';
import type { ContactEvent } from './contact.events.js';
import { personal } from './contact.personal.js';
import type { ContactSettings } from './contact.settings.js';
import { type ContactState, evolve, nothing } from './contact.state.js';
import { conversing } from './conversing.decisions.js';
import { deviating } from './deviating.decisions.js';
import { handingOff } from './handing-off.decisions.js';
import { leaving } from './leaving.decisions.js';
import { noticing } from './noticing.decisions.js';
import { telling } from './telling.decisions.js';

export type ContactDecider = Decider<ContactState, ContactCommand, ContactEvent>;

/** All decisions about a contact. */
export const contactDecider = (settings: ContactSettings): ContactDecider => {
  const decide = decideBy<ContactState, ContactCommand, ContactEvent>({
    ...conversing(settings),
    ...handingOff(settings),
    ...noticing(settings),
    ...telling(settings),
    ...deviating,
    ...leaving(settings),
    ...budgeting(settings),
  });
  return {
    name: 'contact',
    initial: nothing,
    creates: ['StartContact'],
    evolve,
    decide: (contact, command) => {
      ensureAskable(contact, command);
      return withBudget(contact, decide(contact, command), { now: command.at, settings });
    },
    personal,
  };
};
