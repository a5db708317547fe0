import type { FastifyRequest } from 'fastify';
import { type CommandContext, RecentCache, type Commands, newCommandId } from '#eventing';

import { accessLogDecider, type ReadWhat } from './access-log.decider.js';

const HOUR = 3_600_000;

/** Puts on record who reads a customer's data, before they read it; customers read their own. */
export class AccessLog {
  /** Who was noted lately, so that most reads ask nothing. */
  readonly #noted = new RecentCache<number>(10_000);

  constructor(private readonly commands: Pick<Commands, 'send'>) {}

  async record({ edge, id: correlation }: FastifyRequest, customer: string, what: ReadWhat) {
    const { tenant, role, id } = edge.principal!;
    if (role === 'customer') return;
    const key = [tenant, customer, id, what].join('\0');
    if ((this.#noted.get(key) ?? 0) > edge.now - HOUR) return;
    const context: CommandContext = {
      id: newCommandId(edge.now),
      tenant,
      by: { kind: role, id },
      at: new Date(edge.now).toISOString(),
      correlation,
    };
    const command = { ...context, type: 'LogAccess', data: { what, role } } as const;
    await this.commands.send(accessLogDecider, customer, command);
    this.#noted.set(key, edge.now);
  }
}
