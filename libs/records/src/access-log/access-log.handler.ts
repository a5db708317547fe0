import { Injectable } from '@nestjs/common';
import { type CommandContext, Commands, newCommandId, RecentCache } from '#eventing';
import type { ReadContext } from '#platform';

import { accessLogDecider, type ReadWhat } from './access-log.decider.js';

const HOUR = 3_600_000;

/** Puts on record who reads a customer's data, before they read it; customers read their own. */
@Injectable()
export class AccessLog {
  /** Who was recorded recently, so that most reads need no command. */
  readonly #noted = new RecentCache<number>(10_000);

  constructor(private readonly commands: Commands) {}

  /** The same for all customers of a page; their entries become durable together. */
  async recordAll(reader: ReadContext, customers: readonly string[], what: ReadWhat) {
    await Promise.all(customers.map((customer) => this.record(reader, customer, what)));
  }

  async record({ principal, at, correlation }: ReadContext, customer: string, what: ReadWhat) {
    const { tenant, role, id } = principal;
    if (role === 'customer') return;
    const now = Date.parse(at);
    const key = [tenant, customer, id, what].join('\0');
    if ((this.#noted.get(key) ?? 0) > now - HOUR) return;
    const context: CommandContext = {
      id: newCommandId(now),
      tenant,
      by: { kind: role, id },
      at,
      correlation,
    };
    const command = { ...context, type: 'LogAccess', data: { what, role } } as const;
    await this.commands.send(accessLogDecider, customer, command);
    this.#noted.set(key, now);
  }
}
