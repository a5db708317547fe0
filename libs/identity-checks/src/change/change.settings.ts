/** How a field is guarded by which customers are verified, or reached. */
export interface Guard {
  /** How strong a proof the field itself is: its change needs a stronger one. */
  readonly grants: number;
  /**
   * Seconds after which a change that was not proved takes effect all the same, if nobody objects.
   * Absent: never.
   */
  readonly waits?: number;
}

export interface ChangeSettings {
  readonly guards: Readonly<Record<string, Guard>>;
  /** How strong a proof it is to be signed in. */
  readonly signedIn: number;
  /** Seconds in which an objection is heard. */
  readonly objection: number;
  /** Fields by whose former values the customer is told. */
  readonly routes: readonly string[];
}

const DAY = 86_400;

/** Who can be called or written to can be anybody whom a code convinces: hence three. */
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
