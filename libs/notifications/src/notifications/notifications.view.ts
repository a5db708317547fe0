import { type DataOf, idOf, type Moment, type RecordedEvent, type View } from '#eventing';

import type {
  NotificationEvent,
  NotificationLanguage,
  NotificationMatter,
  NotSentReason,
} from '../notification/notification.events.js';

/** What became of a notification on one route. */
export interface DeliveryRow {
  readonly route?: string;
  readonly outcome: 'sent' | 'not-sent';
  readonly because?: NotSentReason;
  readonly at: Moment;
}

export interface NotificationRow {
  readonly id: string;
  readonly customer: string;
  readonly topic: string;
  readonly about: NotificationMatter;
  readonly language: NotificationLanguage;
  /** When it was first tried. */
  readonly at: Moment;
  readonly deliveries: readonly DeliveryRow[];
}

type Told = RecordedEvent<NotificationEvent>;
type Route = Pick<DataOf<NotificationEvent, 'NotificationNotSent'>, 'route'>;

const begun = ({ stream, meta, data }: Told): NotificationRow => {
  const { customer, topic, about, language } = data;
  return { id: idOf(stream), customer, topic, about, language, at: meta.at, deliveries: [] };
};

/** A route that was tried again has the last word only. */
const noted = (
  row: NotificationRow | undefined,
  event: Told,
  delivery: Omit<DeliveryRow, 'at'>,
) => {
  const all = row ?? begun(event);
  const { route }: Route = event.data;
  const others = all.deliveries.filter((other) => other.route !== route);
  return { ...all, deliveries: [...others, { ...delivery, at: event.meta.at }] };
};

/** What each customer was told. */
export const notificationsView: View<NotificationEvent, NotificationRow> = {
  name: 'notifications',
  version: 1,
  of: 'notification',
  columns: {
    customer: { type: 'text', of: ({ customer }) => customer },
    topic: { type: 'text', of: ({ topic }) => topic },
    at: { type: 'text', of: ({ at }) => at },
  },
  indexes: [
    ['customer', 'at'],
    ['customer', 'topic', 'at'],
  ],
  when: {
    NotificationSent: (row, event) =>
      noted(row, event as Told, { route: event.data.route, outcome: 'sent' }),
    NotificationNotSent: (row, event) => {
      const { route, because } = event.data;
      const where = route === undefined ? {} : { route };
      return noted(row, event as Told, { ...where, outcome: 'not-sent', because });
    },
  },
};
