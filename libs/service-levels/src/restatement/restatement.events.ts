import type { MessagesOf } from '#eventing';

/** The version of a policy or calendar because of which clocks are counted again. */
export interface Cause {
  readonly kind: 'policy' | 'calendar';
  readonly id: string;
  readonly version: number;
}

/** How far a restatement is. The clocks themselves say what they say now: `ClockRestated`. */
export type RestatementEvent = MessagesOf<{
  /** `after`: where in the list of clocks the next ones begin. */
  RestatementAdvanced: {
    readonly cause: Cause;
    readonly tickets: number;
    readonly after: readonly (string | number | null)[];
  };
  RestatementCompleted: { readonly cause: Cause; readonly tickets: number };
}>;
