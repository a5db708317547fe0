/** How a field that customers are verified or reached by is protected. */
export interface Guard {
  /** How strong a proof the field itself is: its change needs a stronger one. */
  readonly grants: number;
  /** Seconds after which a change without proof takes effect, if nobody objects. Absent: never. */
  readonly waits?: number;
}

export interface ChangeSettings {
  readonly guards: Readonly<Record<string, Guard>>;
  /** How strong a proof it is to be signed in. */
  readonly signedIn: number;
  /** Seconds during which an objection is accepted. */
  readonly objection: number;
  /** Fields whose former values are used to notify the customer. */
  readonly routes: readonly string[];
}

const DAY = 86_400;

/** Anybody whom a code convinces can be the person who is called or written to: hence three. */
export const defaultChanges: ChangeSettings = {
  guards: {
    address: { grants: 1, waits: 3 * DAY },
    'date-of-birth': { grants: 1 },
    'customer-number': { grants: 1 },
    telephone: { grants: 3, waits: 7 * DAY },
    email: { grants: 3, waits: 7 * DAY },
  },
  signedIn: 2,
  objection: 14 * DAY,
  routes: ['telephone', 'email'],
};
