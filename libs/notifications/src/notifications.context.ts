import { Module, type Provider } from '@nestjs/common';
import { Commands, type Scalar } from '#eventing';
import {
  aggregate,
  defineContext,
  type Person,
  type PersonalData,
  type PersonalReads,
  rowsOf,
} from '#platform';
import { KnownRecord } from '#records';

import { NotificationSender } from './notification/notification-sender.port.js';
import { notificationDecider } from './notification/notification.decider.js';
import { ensure as notificationRules } from './notification/notification.rules.js';
import { Notifications } from './notification/notifications.handler.js';
import { NotificationsController } from './notifications/notifications.controller.js';
import { notificationsRoutes } from './notifications/notifications.routes.js';
import { type NotificationRow, notificationsView } from './notifications/notifications.view.js';

@Module({})
class NotificationsModule {}

const handler: Provider = {
  provide: Notifications,
  inject: [Commands, KnownRecord, NotificationSender],
  useFactory: (commands: Commands, known: KnownRecord, sender: NotificationSender) =>
    new Notifications({ commands, known, sender }),
};

const PAGE = 200;

async function* notificationsOf({ views }: PersonalReads, { tenant, customer }: Person) {
  let after: readonly Scalar[] | undefined;
  do {
    const query = { tenant, where: { customer }, limit: PAGE, ...(after && { after }) };
    const page = await views.page<NotificationRow>(notificationsView, query);
    yield* page.rows;
    after = page.next;
  } while (after);
}

/** That something was sent to the person is about them, though no value of theirs is in it. */
const personal: PersonalData = {
  async *streams(reads, person) {
    for await (const { id } of notificationsOf(reads, person))
      yield { aggregate: 'notification', id };
  },
  async *closing() {
    // A notification is over once it was tried.
  },
};

/** Who was told what: see README.md beside this folder. The app provides `NotificationSender`. */
export const notifications = defineContext({
  settings: {},
  create: () => ({
    name: 'notifications',
    aggregates: [
      aggregate(notificationDecider, { NotificationSent: 'nobody', NotificationNotSent: 'nobody' }),
    ],
    rulebooks: [notificationRules],
    views: [notificationsView],
    policies: [],
    handlers: {},
    routes: rowsOf(notificationsRoutes),
    module: {
      module: NotificationsModule,
      global: true,
      providers: [handler],
      controllers: [NotificationsController],
      exports: [Notifications],
    },
    personal,
    sinks: () => [],
  }),
});
