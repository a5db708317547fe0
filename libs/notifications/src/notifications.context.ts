import { Module } from '@nestjs/common';
import { allRows } from '#eventing';
import {
  aggregate,
  defineContext,
  type Person,
  type PersonalData,
  type PersonalReads,
  rowsOf,
} from '#platform';

import { noticeDecider, noticeRules } from './notice/notice.decider.js';
import { NoticeCommandController, NoticesController } from './notice/notices.controller.js';
import { noticeCommands, noticesRoutes } from './notice/notices.routes.js';
import { noticesView } from './notice/notices.view.js';
import { notificationDecider } from './notification/notification.decider.js';
import { ensure as notificationRules } from './notification/notification.rules.js';
import { Notifications } from './notification/notifications.handler.js';
import { NotificationsController } from './notifications/notifications.controller.js';
import { notificationsRoutes } from './notifications/notifications.routes.js';
import { type NotificationRow, notificationsView } from './notifications/notifications.view.js';

@Module({})
class NotificationsModule {}

const PAGE = 200;

const notificationsOf = ({ views }: PersonalReads, { tenant, customer }: Person) =>
  allRows<NotificationRow>(views, notificationsView, { tenant, where: { customer }, limit: PAGE });

/** A notification is about a person, although it holds none of their values. */
const personal: PersonalData = {
  async *streams(reads, person) {
    for await (const { id } of notificationsOf(reads, person))
      yield { aggregate: 'notification', id };
  },
  async *closing() {
    // Nothing is left to do once a notification was tried.
  },
};

/** What customers were notified of; README.md explains it. The app provides `NotificationSender`. */
export const notifications = defineContext({
  settings: {},
  create: () => ({
    name: 'notifications',
    aggregates: [
      aggregate(notificationDecider, { NotificationSent: 'nobody', NotificationNotSent: 'nobody' }),
      aggregate(noticeDecider, { StaffNotified: 'nobody', NoticeRead: 'nobody' }),
    ],
    rulebooks: [notificationRules, noticeRules],
    views: [notificationsView, noticesView],
    policies: [],
    handlers: {},
    routes: rowsOf(notificationsRoutes, noticeCommands, noticesRoutes),
    module: {
      module: NotificationsModule,
      global: true,
      providers: [Notifications],
      controllers: [NotificationsController, NoticeCommandController, NoticesController],
      exports: [Notifications],
    },
    personal,
    sinks: () => [],
  }),
});
