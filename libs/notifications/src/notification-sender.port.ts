import type { Sentence } from '#eventing';

/** Something to tell a customer on a way that is known of them. */
export interface Notification {
  readonly tenant: string;
  readonly customer: string;
  readonly about: 'one-time-code' | 'change-announced';
  /** The field that names the way, e.g. `telephone`. */
  readonly route: string;
  /** Its value. Personal: an adapter may use it, and keeps or logs it nowhere. */
  readonly to: string;
  readonly words: Sentence;
}

/** Carries letters to customers. */
export abstract class NotificationSender {
  /**
   * Resolves when it was handed on. May be called again for the same letter after a failure.
   * What a letter says is a secret until it arrives.
   */
  abstract deliver(notification: Notification): Promise<void>;
}
