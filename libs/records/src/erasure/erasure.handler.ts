import type { FastifyRequest } from 'fastify';
import { type Receipt, type Commands, newCommandId } from '#eventing';
import { commandContextOf } from '#platform';

import type { Recording } from '../record/record.tokens.js';
import { ensure } from '../record/record.rules.js';
import type { Eraser } from './eraser.port.js';

/** Whom to forget, and why. */
export interface ErasureRequest {
  readonly customer: string;
  /** What went into the record: the same person's. */
  readonly merged: readonly string[];
  readonly legalBasis: string;
}

const isRefused = ({ events }: Receipt) => events.some(({ type }) => type === 'ErasureRefused');

/** Forgets people: on the record first, then everywhere. */
export class RecordErasure {
  constructor(
    private readonly commands: Pick<Commands, 'send'>,
    private readonly recording: Recording,
    private readonly eraser: Eraser,
  ) {}

  /** Refuses with `record.legal-hold`, after the refusal was recorded. */
  async erase(request: FastifyRequest, { customer, merged, legalBasis }: ErasureRequest) {
    const command = {
      ...commandContextOf(request),
      type: 'EraseRecord',
      data: { legalBasis },
    } as const;
    const receipt = await this.commands.send(this.recording.decider, customer, command);
    ensure(!isRefused(receipt), 'legal-hold');
    const others = await this.#eraseMerged(request, merged, legalBasis);
    const erased = [customer, ...others.map(({ id }) => id)];
    const position = Math.max(receipt.position, ...others.map((other) => other.position));
    const { at, sinks } = await this.eraser.erase(command.tenant, erased, position);
    return { customer, erased, at, position, sinks };
  }

  /** A legal hold on a duplicate is heeded, and on record. */
  async #eraseMerged(request: FastifyRequest, merged: readonly string[], legalBasis: string) {
    const by = { kind: 'system', id: 'erasure' } as const;
    const receipts = await Promise.all(
      merged.map((other) => {
        const context = { ...commandContextOf(request), by, id: newCommandId(request.edge.now) };
        const command = { ...context, type: 'EraseRecord', data: { legalBasis } } as const;
        return this.commands.send(this.recording.decider, other, command);
      }),
    );
    return receipts.filter((receipt) => !isRefused(receipt));
  }
}
