import type { MessagesOf } from '#eventing';

/** Why nothing reached a route: the customer has none, or the sender did not take it. */
export type NotSentReason = 'no-route' | 'not-taken';

/** Of the languages that we speak, the one that the customer reads; `both` where that is not known. */
export type NotificationLanguage = 'en' | 'ar' | 'both';

/** What a notification is about: ids by what they are ids of, e.g. `{ check: '019a…' }`. */
export type NotificationMatter = Readonly<Record<string, string>>;

/**
 * What became of something that a customer was to be told, route by route. Neither its words nor
 * where it went are kept: words may hold a secret, and the address is in the record.
 */
export type NotificationEvent = MessagesOf<{
  /** `route`: the field of the record that names it, e.g. `telephone`. The sender took it. */
  NotificationSent: {
    customer: string;
    /** A slug, e.g. `one-time-code`. */
    topic: string;
    about: NotificationMatter;
    language: NotificationLanguage;
    route: string;
  };
  /** `route` is absent where there is none; a later `NotificationSent` of the same route makes up for it. */
  NotificationNotSent: {
    customer: string;
    topic: string;
    about: NotificationMatter;
    language: NotificationLanguage;
    route?: string;
    because: NotSentReason;
  };
}>;
