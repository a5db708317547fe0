import type { FastifyRequest } from 'fastify';
import { type Issued, Recent, type Commands, newCommandId } from '#eventing';

import { readingDecider, type ReadWhat } from './access-log.decider.js';

const HOUR = 3_600_000;

/** Puts on record who reads a customer's data, before they read it; customers read their own. */
export class Readings {
  /** Who was noted lately, so that most reads ask nothing. */
  readonly #noted = new Recent<number>(10_000);

  constructor(private readonly commands: Pick<Commands, 'send'>) {}

  async note({ edge, id: correlation }: FastifyRequest, customer: string, what: ReadWhat) {
    const { tenant, role, id } = edge.asker!;
    if (role === 'customer') return;
    const key = [tenant, customer, id, what].join('\0');
    if ((this.#noted.get(key) ?? 0) > edge.now - HOUR) return;
    const issued: Issued = {
      id: newCommandId(edge.now),
      tenant,
      by: { kind: role === 'auditor' ? 'system' : role, id },
      at: new Date(edge.now).toISOString(),
      correlation,
    };
    const command = { ...issued, type: 'NoteReading', data: { what, role } } as const;
    await this.commands.send(readingDecider, customer, command);
    this.#noted.set(key, edge.now);
  }
}
