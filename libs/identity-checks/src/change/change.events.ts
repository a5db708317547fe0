import type { MessagesOf, Moment, Upcasters } from '#eventing';

/** Who says that the customer did not want it. */
export type Objector = 'customer' | 'staff' | 'old-route';

/**
 * What happens to a customer's changes of what they are verified by or reached by. A change is named
 * by the claim that makes it; its value stays in the record.
 */
export type ChangeEvent = MessagesOf<{
  /**
   * `waiting`: the claim is not in force, because whoever made it was not sure enough to be the
   * customer. Only where a policy says so it takes effect `effectAt`.
   */
  ChangeAnnounced: {
    change: string;
    field: string;
    standing: 'in-force' | 'waiting';
    /** When the claim was made: the values that were known before are those to be told. */
    saidAt: Moment;
    effectAt?: Moment;
    objectUntil: Moment;
  };
  /**
   * `routes`: the fields whose former values were told; none where nothing was known before, and then
   * nobody holds a code. `digest`: hex, keyed, of the code that lets its holder object.
   */
  OldRouteTold: { change: string; routes: readonly string[]; digest?: string };
  /** From here on the change is frozen: it does not take effect by itself, and proves nothing. */
  ChangeObjected: { change: string; field: string; by: Objector };
  /** Nobody objected for as long as the policy says. */
  ChangeLetThrough: { change: string; field: string };
  /** The record believes it now, whether it waited long enough or was proved. */
  ChangeTookEffect: { change: string; field: string };
  /** A later change of the same field takes its place. */
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
