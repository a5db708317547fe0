import { type Decisions, isAfter, lookUp, type Moment, secondsAfter } from '#eventing';

import { ensureOpen, knowsStory, momentOf } from './asking.rules.js';
import type { ContactCommand } from './contact.commands.js';
import type { ContactEvent } from './contact.events.js';
import { ensure } from './contact.rules.js';
import type { ContactSettings } from './contact.settings.js';
import type { ContactState, HandoffState } from './contact.state.js';
import { callbackFor, moved, type Telling } from './conversing.decisions.js';

interface Offer {
  readonly handoff: string;
  readonly person?: string;
  readonly queue?: string;
  readonly reason?: string;
}

/** The one that waits for an answer. */
export const openHandoff = ({ handoffs }: ContactState): string | undefined =>
  Object.entries(handoffs).find(([, { status }]) => status === 'offered')?.[0];

/**
 * It runs out so many seconds after we learned of it, so that a late notice is not over before its answer
 * can arrive. One that was answered before it was told waits for nothing.
 */
export const offered = (
  contact: ContactState,
  offer: Offer,
  { now, seconds, ...told }: Telling & { readonly now: Moment; readonly seconds: number },
): readonly ContactEvent[] => {
  const isAnswered = lookUp(contact.handoffs, offer.handoff) !== undefined;
  const until = isAnswered ? {} : { until: secondsAfter(now, seconds) };
  const data = { ...offer, from: contact.accountable, ...told, ...until };
  return [{ type: 'HandoffOffered', data }];
};

/** From here on the one who accepted is accountable. */
export const accepted = (
  contact: ContactState,
  { handoff, by }: { readonly handoff: string; readonly by: string },
  told: Telling,
): readonly ContactEvent[] => {
  const unread = knowsStory(contact, by) ? {} : ({ unread: true } as const);
  return [
    { type: 'HandoffAccepted', data: { handoff, by, ...told, ...unread } },
    ...moved(contact, by, { ...told, because: 'handoff-accepted', handoff }),
  ];
};

export const declined = (
  answer: { readonly handoff: string; readonly by: string; readonly reason?: string },
  told: Telling,
): readonly ContactEvent[] => [{ type: 'HandoffDeclined', data: { ...answer, ...told } }];

const ensureOffer = (contact: ContactState, { person, queue }: Offer) => {
  ensureOpen(contact);
  ensure((person === undefined) !== (queue === undefined), 'handoff-to-whom');
  ensure(person !== contact.accountable, 'handoff-to-yourself');
  ensure(openHandoff(contact) === undefined, 'handoff-open');
};

const ensureAnswerable = (
  { handoffs, accountable }: ContactState,
  { by, data }: ContactCommand & { readonly data: { readonly handoff: string } },
): HandoffState => {
  const found = lookUp(handoffs, data.handoff);
  ensure(found !== undefined, 'handoff-not-found');
  ensure(found!.status === 'offered', 'handoff-over');
  ensure(by.id !== accountable, 'handoff-to-yourself');
  ensure(found!.person === undefined || found!.person === by.id, 'not-offered-to-you');
  return found!;
};

type Chapter = 'OfferHandoff' | 'AcceptHandoff' | 'DeclineHandoff' | 'TimeOutHandoff';

/** Whether we would lose the customer with the hand-off: a mail waits for nobody. */
const isOnLine = ({ status, channel }: ContactState) => status === 'open' && channel !== 'mail';

/** The one who gives a customer away is accountable until another one has accepted. */
export const handingOff = (
  settings: ContactSettings,
): Pick<Decisions<ContactState, ContactCommand, ContactEvent>, Chapter> => ({
  OfferHandoff: (contact, command) => {
    ensureOffer(contact, command.data);
    const [at, now] = [momentOf(command), command.at];
    return offered(contact, command.data, { at, now, seconds: settings.handoffSeconds });
  },

  AcceptHandoff: (contact, command) => {
    const { due } = ensureAnswerable(contact, command);
    const { id } = command.by;
    ensure(due === undefined || isAfter(due, command.at), 'handoff-over');
    ensure(knowsStory(contact, id), 'story-unread', { stories: contact.stories });
    return accepted(contact, { ...command.data, by: id }, { at: momentOf(command) });
  },

  DeclineHandoff: (contact, command) => {
    ensureAnswerable(contact, command);
    return declined({ ...command.data, by: command.by.id }, { at: momentOf(command) });
  },

  TimeOutHandoff: (contact, { at, data }) => {
    const { handoff, due } = data;
    if (lookUp(contact.handoffs, handoff)?.status !== 'offered') return [];
    ensure(!isAfter(due, at), 'too-early');
    const onLine = isOnLine(contact);
    const callback = onLine ? callbackFor(contact, at, settings) : {};
    return [{ type: 'HandoffTimedOut', data: { ...data, noticed: at, onLine, ...callback } }];
  },
});
