import { type StreamStore, type Handle, type RecordedEvent, Refusal, streamOf } from '#eventing';
import type { TicketCommand } from '#tickets';

import { retryWhileBusy } from '../retry-while-busy.js';
import type { Plan, Step } from './plan.js';
import type { RejectedRow } from './rows.js';
import type { HistoryEntry } from './source.js';

export interface Into {
  readonly store: StreamStore;
  readonly send: Handle<TicketCommand>;
  readonly tenant: string;
  readonly system: string;
  /** The current moment, ISO 8601. */
  readonly now: () => string;
}

export interface Replayed<E extends HistoryEntry> {
  readonly plan: Plan<E>;
  /** The ticket's events as the log has them now. */
  readonly events: readonly RecordedEvent[];
  /** How many of them this run has added. */
  readonly added: number;
  readonly misfits: readonly RejectedRow[];
}

/** The part of an event's id that equals its command's. */
const tailOf = (id: string) => id.slice(18);

/**
 * The steps after the last one that has an event in the log. An earlier step without events was
 * refused or changed nothing; sent again, it would be decided on another state.
 */
const restOf = (steps: readonly Step[], events: readonly RecordedEvent[]) => {
  const done = new Set(events.map(({ id }) => tailOf(id)));
  return steps.slice(steps.findLastIndex(({ id }) => done.has(tailOf(id))) + 1);
};

const commandOf = (step: Step, ticket: string, { tenant, system, now }: Into) =>
  ({
    ...step.ask,
    id: step.id,
    tenant,
    by: { kind: 'integration', id: system },
    at: now(),
    occurredAt: step.occurredAt,
    correlation: `${system}:${ticket}`,
  }) as TicketCommand;

const refusalOf = (error: unknown, { line, ask }: Step, ticket: string): RejectedRow => {
  if (!(error instanceof Refusal)) throw error;
  return { line, ticket, sentence: `${ask.type} was refused: ${error.message} (${error.code})` };
};

/**
 * Sends the commands of a ticket's history that are not in the log yet. Safe to repeat at any
 * point: the ids are derived from the history, and the log is read first.
 */
export const replay = async <E extends HistoryEntry>(
  plan: Plan<E>,
  into: Into,
): Promise<Replayed<E>> => {
  const stream = streamOf('ticket', into.tenant, plan.id);
  const before = await into.store.read(stream);
  const misfits: RejectedRow[] = [];
  for (const step of restOf(plan.steps, before)) {
    const command = commandOf(step, plan.ticket, into);
    try {
      await retryWhileBusy(() => into.send(plan.id, command));
    } catch (error) {
      misfits.push(refusalOf(error, step, plan.ticket));
    }
  }
  const events = await into.store.read(stream);
  return { plan, events, added: events.length - before.length, misfits };
};
