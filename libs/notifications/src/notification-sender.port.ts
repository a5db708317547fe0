import type { Sentence } from '#eventing';

/** A message to a customer by a route that is known for them. */
export interface Notification {
  readonly tenant: string;
  readonly customer: string;
  readonly about: 'one-time-code' | 'change-announced';
  /** The field that names the route, e.g. `telephone`. */
  readonly route: string;
  /** Its value. Personal: an adapter may use it, but must not store or log it. */
  readonly to: string;
  readonly words: Sentence;
}

/** Sends notifications to customers. */
export abstract class NotificationSender {
  /**
   * Resolves when the notification was handed on. May be called again for the same one after a
   * failure. The text is a secret until it arrives.
   */
  abstract deliver(notification: Notification): Promise<void>;
}
