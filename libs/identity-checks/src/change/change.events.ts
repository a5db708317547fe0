import type { MessagesOf, Moment, Upcasters } from '#eventing';

/** Who says that the customer did not want the change. */
export type Objector = 'customer' | 'staff' | 'old-route';

/**
 * Changes of the fields that a customer is verified by or reached by. A change has the id of the
 * claim that makes it; its value stays in the record.
 */
export type ChangeEvent = MessagesOf<{
  /**
   * `waiting`: the claim is not in force, because it is not sure enough that the customer made it.
   * It takes effect `effectAt`, and only if a policy says so.
   */
  ChangeAnnounced: {
    change: string;
    field: string;
    standing: 'in-force' | 'waiting';
    /** When the claim was made: the values from before that moment are notified. */
    saidAt: Moment;
    effectAt?: Moment;
    objectUntil: Moment;
  };
  /**
   * `routes`: the fields whose former values were notified; none if nothing was known before, and
   * then nobody has a code. `digest`: in hex and keyed, of the code that allows its holder to
   * object.
   */
  OldRouteTold: { change: string; routes: readonly string[]; digest?: string };
  /** From now on the change is frozen: it does not take effect by itself, and proves nothing. */
  ChangeObjected: { change: string; field: string; by: Objector };
  /** Nobody objected during the time that the policy sets. */
  ChangeLetThrough: { change: string; field: string };
  /** The record accepts it now, because it waited long enough or was proved. */
  ChangeTookEffect: { change: string; field: string };
  /** A later change of the same field replaces it. */
  ChangeOvertaken: { change: string; field: string; by: string };
}>;

/** Schema 1 always had a digest: an empty one, or that of a code that was sent to nobody. */
interface OldRouteTold1 {
  readonly change: string;
  readonly routes: readonly string[];
  readonly digest: string;
}

const oldRouteToldFrom1 = ({ change, routes, digest }: OldRouteTold1) => ({
  change,
  routes,
  ...(routes.length > 0 && digest !== '' && { digest }),
});

export const changeUpcasters: Upcasters<ChangeEvent> = { OldRouteTold: [oldRouteToldFrom1] };
