import type { Sentence } from '#eventing';

import type { NotificationLanguage } from './notification.events.js';

/** Something to tell a customer on a route that is known of them. */
export interface Notification {
  readonly tenant: string;
  readonly customer: string;
  /** The topic, e.g. `one-time-code`. */
  readonly about: string;
  /** The field that names the route, e.g. `telephone`. */
  readonly route: string;
  /** Its value. Personal: an adapter may use it, and keeps or logs it nowhere. */
  readonly to: string;
  /** Which of the words the customer reads. */
  readonly language: NotificationLanguage;
  readonly words: Sentence;
}

/** Carries notifications to customers. */
export abstract class NotificationSender {
  /**
   * Resolves when it was handed on. May be called again for the same notification after a failure.
   * What a notification says is a secret until it arrives.
   */
  abstract deliver(notification: Notification): Promise<void>;
}
