import { decideBy, type Decider, evolveBy, lookUp } from '#eventing';

import type { NotificationCommand } from './notification.commands.js';
import type { NotificationEvent } from './notification.events.js';
import { ensure } from './notification.rules.js';

interface Addressed {
  readonly customer: string;
  readonly topic: string;
}

/** What became of it by route; `''` where the customer has none. */
interface NotificationState {
  readonly to?: Addressed;
  readonly routes: Readonly<Record<string, 'sent' | 'not-sent'>>;
}

export type NotificationDecider = Decider<
  NotificationState,
  NotificationCommand,
  NotificationEvent
>;

const noted = (
  { routes }: NotificationState,
  { customer, topic, route = '' }: Addressed & { readonly route?: string },
  outcome: 'sent' | 'not-sent',
): NotificationState => ({ to: { customer, topic }, routes: { ...routes, [route]: outcome } });

const ensureSame = ({ to }: NotificationState, { customer, topic }: Addressed) =>
  ensure(!to || (to.customer === customer && to.topic === topic), 'another-matter');

/** One notification. What was sent stays sent, however often it is tried again. */
export const notificationDecider: NotificationDecider = {
  name: 'notification',
  initial: { routes: {} },
  evolve: evolveBy<NotificationState, NotificationEvent>({
    NotificationSent: (state, data) => noted(state, data, 'sent'),
    NotificationNotSent: (state, data) => noted(state, data, 'not-sent'),
  }),
  decide: decideBy<NotificationState, NotificationCommand, NotificationEvent>({
    MarkNotificationSent: (state, { data }) => {
      ensureSame(state, data);
      return lookUp(state.routes, data.route) === 'sent'
        ? []
        : [{ type: 'NotificationSent', data }];
    },
    MarkNotificationNotSent: (state, { data }) => {
      ensureSame(state, data);
      return lookUp(state.routes, data.route ?? '') ? [] : [{ type: 'NotificationNotSent', data }];
    },
  }),
};
