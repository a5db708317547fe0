import {
  causedCommandId,
  canonical,
  foldRecorded,
  type Handle,
  handling,
  isErased,
  type RecordedEvent,
  Refusal,
  type StreamStore,
  streamOf,
  TrialLog,
} from '#eventing';
import {
  type OriginCommand,
  originDecider,
  originIdOf,
  type TicketCommand,
  type TicketSettings,
  ticketDecider,
} from '#tickets';

import { retryWhileBusy } from '../retry-while-busy.js';
import type { Plan, Step } from './plan.js';
import type { RejectedRow } from './rows.js';
import type { HistoryEntry } from './source.js';

export interface Into {
  readonly store: StreamStore;
  readonly send: Handle<TicketCommand>;
  readonly claim: Handle<OriginCommand>;
  readonly settings: TicketSettings | undefined;
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
  /** Its events are not those that its rows would come to now; so nothing was added. */
  readonly isOtherwise: boolean;
}

/** The part of an event's id that equals its command's: all but the twelve bits that count events. */
const commandIn = (id: string) => id.slice(0, 15) + id.slice(18);

/**
 * The steps after the last one that has an event in the log. An earlier step without events was
 * refused or changed nothing; sent again, it would be decided on another state.
 */
const restOf = (steps: readonly Step[], events: readonly RecordedEvent[]) => {
  const done = new Set(events.map(({ id }) => commandIn(id)));
  return steps.slice(steps.findLastIndex(({ id }) => done.has(commandIn(id))) + 1);
};

const commandOf = (step: Step, ticket: string, { tenant, system, now }: Into) =>
  ({
    by: { kind: 'integration', id: system },
    ...step.ask,
    id: step.id,
    tenant,
    at: now(),
    occurredAt: step.occurredAt,
    correlation: `${system}:${ticket}`,
  }) as TicketCommand;

/** A store that is still busy must not lose a step: the import ends, and continues when run again. */
const refusalOf = (error: unknown, { line, ask }: Step, ticket: string): RejectedRow => {
  if (!(error instanceof Refusal) || error.kind === 'busy') throw error;
  return { line, ticket, sentence: `${ask.type} was refused: ${error.message} (${error.code})` };
};

const correlationOf = ({ ticket }: Plan<HistoryEntry>, { system }: Into) => `${system}:${ticket}`;

const sendAll = async (
  into: Into,
  plan: Plan<HistoryEntry>,
  steps: readonly Step[],
): Promise<readonly RejectedRow[]> => {
  const misfits: RejectedRow[] = [];
  for (const step of steps) {
    const command = commandOf(step, plan.ticket, into);
    try {
      await retryWhileBusy(() => into.send(plan.id, command));
    } catch (error) {
      misfits.push(refusalOf(error, step, plan.ticket));
    }
  }
  return misfits;
};

const hasErased = (data: unknown): boolean =>
  isErased(data) || (typeof data === 'object' && Object.values(data ?? {}).some(hasErased));

const isSame = (one: RecordedEvent, other: RecordedEvent | undefined): boolean =>
  one.id === other?.id &&
  one.type === other.type &&
  (hasErased(one.data) || canonical(one.data) === canonical(other.data));

/** Whether the rows would come to the events that an earlier import made of them, and perhaps more. */
const wouldRepeat = async (
  plan: Plan<HistoryEntry>,
  before: readonly RecordedEvent[],
  into: Into,
): Promise<boolean> => {
  const trial = new TrialLog({ read: async () => [] });
  const send = handling(trial, ticketDecider(into.settings));
  await sendAll({ ...into, send }, plan, plan.steps);
  const now = await trial.read(streamOf('ticket', into.tenant, plan.id));
  const correlation = correlationOf(plan, into);
  const imported = before.filter(({ meta }) => meta.correlation === correlation);
  return imported.every((event, index) => isSame(event, now[index]));
};

/** How many events it took. */
const claimOrigin = async (plan: Plan<HistoryEntry>, into: Into): Promise<number> => {
  const { claim, tenant, system, now } = into;
  const [first] = plan.steps as readonly [Step];
  const { events } = await retryWhileBusy(() =>
    claim(originIdOf({ system, id: plan.ticket }), {
      type: 'ClaimOrigin',
      data: { ticket: plan.id },
      id: causedCommandId(first.id, 'claim the origin'),
      tenant,
      by: { kind: 'integration', id: system },
      at: now(),
      occurredAt: first.occurredAt,
      correlation: correlationOf(plan, into),
    }),
  );
  return events.length;
};

/** The ticket that has the origin already, if an import did not open it as this one does. */
const ticketElsewhere = async (
  plan: Plan<HistoryEntry>,
  into: Into,
): Promise<string | undefined> => {
  const { store, tenant, system } = into;
  const origin = originIdOf({ system, id: plan.ticket });
  const claimed = await store.read(streamOf(originDecider.name, tenant, origin), { limit: 1 });
  const { ticket = plan.id } = foldRecorded(originDecider, claimed);
  const [opened] = await store.read(streamOf('ticket', tenant, ticket), { limit: 1 });
  const isOurs = ticket === plan.id && opened?.meta.correlation === correlationOf(plan, into);
  return opened === undefined || isOurs ? undefined : ticket;
};

/**
 * Sends the commands of a ticket's history that are not in the log yet. Safe to repeat at any
 * point: the ids are derived from the history, and the log is read first. Answers with the id of
 * the ticket that has the origin already, if another one has it.
 */
export const replay = async <E extends HistoryEntry>(
  plan: Plan<E>,
  into: Into,
): Promise<Replayed<E> | string> => {
  const elsewhere = await ticketElsewhere(plan, into);
  if (elsewhere !== undefined) return elsewhere;
  const claims = await claimOrigin(plan, into);
  const stream = streamOf('ticket', into.tenant, plan.id);
  const before = await into.store.read(stream);
  const isOtherwise = before.length > 0 && !(await wouldRepeat(plan, before, into));
  const steps = isOtherwise ? [] : restOf(plan.steps, before);
  const misfits = await sendAll(into, plan, steps);
  const events = await into.store.read(stream);
  const added = claims + events.length - before.length;
  return { plan, events, added, misfits, isOtherwise };
};
