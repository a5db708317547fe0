import { Injectable } from '@nestjs/common';
import { aggregateOf, EventStore, happenedAt, idOf, project, type RecordedEvent } from '#eventing';
import { type Principal, problem, type Role, roles } from '#platform';
import { StoredRecords } from '#records';
import { shownTo, type TicketRow, type TicketShown, worklistView } from '#tickets';

/** What somebody decided, and what they could see of it just before. */
export interface Decision {
  readonly event: RecordedEvent;
  /** The ticket that it was decided on. */
  readonly ticket: TicketShown | null;
  /** The customer whose ticket or record it is. */
  readonly customer: string | null;
}

/** The desk itself sees what staff see. */
const roleOf = (kind: string): Role => roles.find((role) => role === kind) ?? 'administrator';

/** Folds what there was before a decision, as the one who decided could see it. */
@Injectable()
export class Decisions {
  constructor(
    private readonly store: EventStore,
    private readonly records: StoredRecords,
  ) {}

  /** Refuses where the tenant has no event at the position. */
  async at({ tenant }: Principal, position: number): Promise<Decision> {
    const [event] = await this.store.readAll({ after: position - 1, limit: 1 });
    if (event?.position !== position || event.meta.tenant !== tenant) throw problem('not-found');
    if (aggregateOf(event.stream) !== 'ticket')
      return { event, ticket: null, customer: customerIn(event) };
    const row = await this.#ticketBefore(event);
    const show = shownTo({ role: roleOf(event.meta.actor.kind) });
    return { event, ticket: row ? show(row) : null, customer: row?.requester.id ?? null };
  }

  /** The customer's record just before, as the one who decided could see it. */
  async recordBefore({ event, customer }: Decision) {
    if (customer === null) return null;
    const { tenant, actor } = event.meta;
    const reader = { tenant, role: roleOf(actor.kind), id: actor.id };
    return this.records.shownBefore(reader, customer, event);
  }

  async #ticketBefore({ stream, revision }: RecordedEvent): Promise<TicketRow | undefined> {
    if (revision === 0) return undefined;
    const events = await this.store.read(stream, { limit: revision });
    return events.reduce<TicketRow | undefined>(
      (row, event) => project(worklistView, row, event) ?? undefined,
      undefined,
    );
  }
}

const customerIn = ({ stream }: RecordedEvent): string | null =>
  aggregateOf(stream) === 'record' ? idOf(stream) : null;

/** The decision itself, as it is told. */
export const toldOf = ({ event }: Decision) => {
  const { position, stream, revision, type, data, recordedAt, meta } = event;
  const { actor, onBehalfOf, causation, correlation } = meta;
  return {
    position,
    stream,
    version: revision + 1,
    type,
    at: happenedAt(event),
    recordedAt,
    by: { kind: actor.kind, id: actor.id },
    ...(onBehalfOf !== undefined && { onBehalfOf }),
    data,
    why: { command: causation, correlation },
  };
};
