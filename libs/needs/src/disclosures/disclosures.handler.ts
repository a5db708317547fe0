import { Inject, Injectable } from '@nestjs/common';
import {
  type CommandContext,
  Commands,
  type Moment,
  newAggregateId,
  newCommandId,
  ViewReader,
} from '#eventing';
import { type Principal, SECRET } from '#platform';
import { RecordErasure } from '#records';

import { needDecider } from '../need/need.decider.js';
import type { DiscloseWorkaround } from '../need/need.requests.js';
import { ensure } from '../need/need.rules.js';
import { type NeedRow, needsView } from '../needs/needs.view.js';
import { type DisclosureRow, disclosuresView } from './disclosures.view.js';
import { isProved, newReceipt, personIn } from './receipt.mapping.js';

/** The day of a moment: its beginning. */
const dayOf = (at: Moment): Moment => `${at.slice(0, 10)}T00:00:00.000Z`;

/** A context that leads back to no request: no actor, no correlation, no moment but the day. */
const anonymous = (tenant: string, by: CommandContext['by'], at: Moment): CommandContext => {
  const id = newCommandId(Date.parse(at));
  return { id, tenant, by, at, correlation: id };
};

/** Disclosures of workarounds. What is stored does not say who disclosed. */
@Injectable()
export class Disclosures {
  constructor(
    private readonly commands: Commands,
    private readonly views: ViewReader,
    private readonly erasure: RecordErasure,
    @Inject(SECRET) private readonly secret: Uint8Array,
  ) {}

  /** The receipt is answered once, and stored nowhere. */
  async disclose(principal: Principal, told: DiscloseWorkaround, now: Moment) {
    const at = dayOf(now);
    const disclosure = newAggregateId(newCommandId(Date.parse(at)));
    const discloser = `discloser-${disclosure}`;
    const { receipt, proof } = newReceipt();
    const person = personIn(this.secret, principal);
    const by = { kind: 'customer', id: discloser } as const;
    await this.commands.send(needDecider, `${told.department}.${told.kind}`, {
      ...anonymous(principal.tenant, by, at),
      type: 'DiscloseWorkaround',
      data: { ...told, disclosure, discloser, person, proof },
    });
    return { id: disclosure, receipt };
  }

  /** Refuses with `need.disclosure-not-found` without the right receipt. */
  async read(tenant: string, id: string, receipt: string) {
    const { discloser: _, proof: __, ...told } = await this.#proved(tenant, id, receipt);
    const need = await this.views.get<NeedRow>(needsView, tenant, told.need);
    if (!need) return told;
    const { status, service, matched, met } = need;
    const became = { status, service, ...(matched && { matched }), ...(met && { met }) };
    return { ...told, became };
  }

  /** Erases what was said; the command that withdraws it is one of those that close what is theirs. */
  async withdraw(tenant: string, id: string, receipt: string, now: Moment) {
    const { discloser: customer } = await this.#proved(tenant, id, receipt);
    const context = anonymous(tenant, { kind: 'system', id: 'withdrawal' }, dayOf(now));
    await this.erasure.erase(context, { customer, legalBasis: 'withdrawn by the discloser' });
    return { id };
  }

  async #proved(tenant: string, id: string, receipt: string): Promise<DisclosureRow> {
    const row = await this.views.get<DisclosureRow>(disclosuresView, tenant, id);
    ensure(row !== undefined && isProved(receipt, row.proof), 'disclosure-not-found');
    return row!;
  }
}
