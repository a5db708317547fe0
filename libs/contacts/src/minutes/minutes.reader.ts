import { Injectable } from '@nestjs/common';
import { type Condition, type Moment, type Scalar, ViewReader } from '#eventing';
import { Chains } from '#teams';

import { type TimeKind, timeKinds } from '../contact/customer-time.mapping.js';
import { contactsView } from '../contacts/contacts.view.js';
import type { MinutesQuery } from '../reports/reports.requests.js';
import { awaitingUsView } from './awaiting-us.view.js';

type Sums = ReadonlyMap<Scalar, number>;
type Where = Readonly<Record<string, Condition>>;
type Group = MinutesQuery['group'];

/** The column of each kind in the view of contacts. */
const columnOf: Readonly<Record<TimeKind, string>> = {
  menu: 'menu',
  queue: 'queued',
  hold: 'hold',
  handoff: 'handoff',
  repeat: 'repeat',
};

/** What is asked, and when: of contacts that began, and of tickets that were opened. */
export interface AskedMinutes {
  readonly tenant: string;
  readonly group: Group;
  readonly period: { readonly from: Moment; readonly to: Moment };
  readonly only: Readonly<Partial<Record<Group, string>>>;
}

export interface Cost extends Readonly<Record<TimeKind, number>> {
  readonly contacts: number;
  readonly total: number;
  readonly awaitingUs: number;
  readonly overBudget: number;
}

const none: Sums = new Map();

/** Adds up customers' time. Each sum reads the part of one index that is in the period. */
@Injectable()
export class CustomerMinutes {
  constructor(
    private readonly views: ViewReader,
    private readonly chains: Chains,
  ) {}

  async costs(asked: AskedMinutes): Promise<ReadonlyMap<Scalar, Cost>> {
    const where: Where = { ...asked.only, startedAt: asked.period };
    const { tenant, group: by } = asked;
    const selection = { tenant, where };
    const over = { tenant, where: { ...where, overBudget: 1 } };
    const [contacts, overBudget, awaiting, ...kinds] = await Promise.all([
      this.views.countBy(contactsView, selection, by),
      this.views.countBy(contactsView, over, by),
      this.#awaiting(asked),
      ...timeKinds.map((kind) =>
        this.views.sumBy(contactsView, selection, { sum: columnOf[kind], by }),
      ),
    ]);
    const groups = new Set([...contacts.keys(), ...awaiting.keys()]);
    const costOf = (group: Scalar): Cost => {
      const spent = Object.fromEntries(
        timeKinds.map((kind, index) => [kind, kinds[index]?.get(group) ?? 0]),
      ) as Record<TimeKind, number>;
      return {
        contacts: contacts.get(group) ?? 0,
        ...spent,
        total: timeKinds.reduce((sum, kind) => sum + spent[kind], 0),
        awaitingUs: awaiting.get(group) ?? 0,
        overBudget: overBudget.get(group) ?? 0,
      };
    };
    return new Map([...groups].map((group) => [group, costOf(group)]));
  }

  /** Tickets know their queue; which team has it is known now. */
  async #awaiting({ tenant, group, period, only }: AskedMinutes): Promise<Sums> {
    const { team, ...where } = only;
    const selection = { tenant, where: { ...where, startedAt: period } };
    const sum = 'seconds';
    if (group !== 'team' && team === undefined)
      return this.views.sumBy(awaitingUsView, selection, { sum, by: group });
    if (group !== 'team') return none;
    const queues = await this.views.sumBy(awaitingUsView, selection, { sum, by: 'queue' });
    return this.#byTeam(tenant, period.to, queues, team);
  }

  async #byTeam(tenant: string, at: Moment, queues: Sums, only?: string): Promise<Sums> {
    const sums = new Map<Scalar, number>();
    for (const [queue, seconds] of queues) {
      const name = queue === null ? undefined : String(queue);
      const { team = null } = await this.chains.chainFor(tenant, name, at);
      if (only === undefined || team === only) sums.set(team, (sums.get(team) ?? 0) + seconds);
    }
    return sums;
  }
}
