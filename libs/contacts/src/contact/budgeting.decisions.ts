import { type Decisions, fold, type Moment, secondsAfter } from '#eventing';

import { matterOf } from './asking.rules.js';
import type { ContactCommand } from './contact.commands.js';
import type { ContactEvent } from './contact.events.js';
import { ensure } from './contact.rules.js';
import type { ContactSettings } from './contact.settings.js';
import { type ContactState, evolve } from './contact.state.js';
import { timeSpent } from './customer-time.mapping.js';

const SECOND = 1000;
const MINUTE = 60;

/**
 * So long after a budget that is used up already: a late notice that a wait began is followed by the one
 * that it ended.
 */
const GRACE_SECONDS = 10;

/** Milliseconds of the budget that are left, and whether they are running out. */
const leftOf = (contact: ContactState, now: Moment, { budgetMinutes }: ContactSettings) => {
  const { total, isRunning } = timeSpent(contact.time, now);
  const left = (budgetMinutes * MINUTE - contact.spentBefore) * SECOND - total;
  return { left, isRunning, spent: total + contact.spentBefore * SECOND };
};

/** What its ticket had cost before is over the budget already: that was said then. */
const wasOver = ({ spentBefore }: ContactState, { budgetMinutes }: ContactSettings) =>
  spentBefore >= budgetMinutes * MINUTE;

/** When the budget is used up if nothing else happens; none while no time is being spent. */
const overAt = (
  contact: ContactState,
  now: Moment,
  settings: ContactSettings,
): { readonly overBudgetAt?: Moment } => {
  if (contact.isOverBudget || wasOver(contact, settings)) return {};
  const { left, isRunning } = leftOf(contact, now, settings);
  if (left > 0 && !isRunning) return {};
  return { overBudgetAt: secondsAfter(now, left > 0 ? left / SECOND : GRACE_SECONDS) };
};

const timed: readonly ContactEvent['type'][] = [
  'ContactLinked',
  'AgentJoined',
  'WaitStarted',
  'WaitEnded',
  'StoryAskedAgain',
  'HandoffOffered',
  'HandoffAccepted',
  'HandoffDeclined',
  'HandoffTimedOut',
  'ContactDropped',
  'ContactEnded',
];

/** Each event that changes what is spent says when the budget will be used up, which sets a timer. */
export const withBudget = (
  contact: ContactState,
  events: readonly ContactEvent[],
  { now, settings }: { readonly now: Moment; readonly settings: ContactSettings },
): readonly ContactEvent[] => {
  if (!events.some(({ type }) => timed.includes(type))) return events;
  const after = fold({ initial: contact, evolve }, events);
  const over = overAt(after, now, settings);
  return events.map((event) =>
    timed.includes(event.type) ? ({ ...event, data: { ...event.data, ...over } } as never) : event,
  );
};

/** The budget of a customer's minutes: going over it is said once. */
export const budgeting = (
  settings: ContactSettings,
): Pick<Decisions<ContactState, ContactCommand, ContactEvent>, 'ExceedBudget'> => ({
  ExceedBudget: (contact, { at: noticed, data: { due } }) => {
    if (contact.isOverBudget) return [];
    const { left, spent } = leftOf(contact, noticed, settings);
    ensure(left <= 0, 'too-early');
    const { queue, events: _ } = contact;
    const seconds = (spent - (spent % SECOND)) / SECOND;
    const cost = { budget: settings.budgetMinutes, seconds, due, noticed };
    const where = queue === undefined ? {} : { queue };
    const data = { ...matterOf(contact), ...where, ...cost };
    return [{ type: 'CustomerMinutesExceeded', data }];
  },
});
