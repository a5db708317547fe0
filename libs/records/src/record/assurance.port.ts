import type { Assurance } from '#claims';
import type { CommandContext } from '#eventing';

/** How sure we are that the customer says it, and by what evidence. */
export interface Assured {
  readonly assurance: Assurance;
  readonly evidence?: { readonly check: string };
}

/** Who wants to say something, about which field. */
export interface Saying {
  readonly context: CommandContext;
  readonly customer: string;
  readonly field: string;
  /** The identity check that they refer to. */
  readonly check?: string;
}

/** Says how sure it is that a customer speaks. Identity checks implement it. */
export abstract class ClaimAssurance {
  abstract of(saying: Saying): Promise<Assured>;

  /** The seconds that an identity check has cost the customer; undefined for an unknown check. */
  abstract costOf(tenant: string, customer: string, check: string): Promise<number | undefined>;
}
