import { Inject, Injectable } from '@nestjs/common';
import { lookUp } from '#eventing';
import { type Assured, ClaimAssurance, type Saying } from '#records';

import { type ChangeSettings, defaultChanges } from '../change/change.settings.js';
import { objectedIn } from '../change/change.decider.js';
import type { Check } from '../check/check.state.js';
import { CHANGES } from '../check/check.tokens.js';
import { IdentityChecks, isBelieved } from '../check/identity-checks.handler.js';

/**
 * How strong a check is as proof for a change of this field: factors that rest on the field itself
 * do not count.
 */
const strengthFor = ({ rounds, matched, code }: Check, field: string): number => {
  const asked = rounds.flat();
  const others = matched.filter((factor) => {
    const { field: own } = asked.find((each) => each.factor === factor)!;
    const route = factor === 'one-time-code' ? code?.route : undefined;
    return own !== field && route !== field;
  });
  const grants = others.map((factor) => asked.find((each) => each.factor === factor)!.grants);
  return grants.reduce((sum, one) => sum + one, 0);
};

/**
 * Finds out how sure we are of the customer who speaks. A change of a field that customers are
 * verified by or reached by needs a stronger proof than the field itself is. Without that proof the
 * claim is not refused: it is stored as `stated`, and waits.
 */
@Injectable()
export class AssuranceAssessor extends ClaimAssurance {
  constructor(
    private readonly identityChecks: IdentityChecks,
    @Inject(CHANGES) private readonly settings: ChangeSettings = defaultChanges,
  ) {
    super();
  }

  async of(saying: Saying): Promise<Assured> {
    const { context, customer, field } = saying;
    const passed = await this.#passed(saying);
    const themselves = context.by.kind === 'customer' && context.by.id === customer;
    const signedIn = themselves ? this.settings.signedIn : 0;
    const strength = signedIn + (passed ? strengthFor(passed, field) : 0);
    const evidence = passed && saying.check !== undefined && { evidence: { check: saying.check } };
    if (strength <= (await this.#needs(saying))) return { assurance: 'stated', ...evidence };
    return { assurance: themselves ? 'authenticated' : 'verified', ...evidence };
  }

  async costOf(tenant: string, customer: string, check: string): Promise<number | undefined> {
    return (await this.identityChecks.of(tenant, customer, check))?.cost;
  }

  async #passed({ context, customer, check: id }: Saying): Promise<Check | undefined> {
    if (id === undefined) return undefined;
    const check = await this.identityChecks.of(context.tenant, customer, id);
    return check && isBelieved(check, context.at) ? check : undefined;
  }

  /** The strength that a change of the field needs: one more after an objection to its last change. */
  async #needs({ context, customer, field }: Saying): Promise<number> {
    const grants = lookUp(this.settings.guards, field)?.grants;
    if (grants === undefined) return 0;
    const objected = objectedIn(await this.identityChecks.changesOf(context.tenant, customer));
    return grants + (objected.has(field) ? 1 : 0);
  }
}
