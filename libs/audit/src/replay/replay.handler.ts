import { Injectable } from '@nestjs/common';
import {
  EventStore,
  happenedAt,
  type Moment,
  project,
  type RecordedEvent,
  streamOf,
} from '#eventing';
import { type Principal, problem } from '#platform';
import { shownTo, type TicketRow, worklistView } from '#tickets';

import { AuditedLog } from '../audited-log.port.js';

/** A ticket as the route of the ticket itself shows it. */
type State = ReturnType<ReturnType<typeof shownTo>>;

/** One field of a ticket that is not as it was. */
interface Change {
  readonly field: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** One event of a ticket: what it was before, what happened, what it was then, and why. */
interface Frame {
  readonly version: number;
  readonly position: number;
  readonly type: string;
  readonly at: Moment;
  readonly recordedAt: Moment;
  readonly by: { readonly kind: string; readonly id: string };
  readonly onBehalfOf?: string;
  readonly data: unknown;
  readonly before: State | null;
  readonly after: State | null;
  readonly changed: readonly Change[];
  readonly why: { readonly command: string; readonly correlation: string };
}

/** They change with every event, so they say nothing. */
const ALWAYS = ['version', 'changedAt'];

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** What of a ticket is not as it was, field by field. */
export const changesBetween = (before: object | null, after: object | null): readonly Change[] => {
  const [was, is] = [new Map(Object.entries(before ?? {})), new Map(Object.entries(after ?? {}))];
  const fields = [...new Set([...was.keys(), ...is.keys()])];
  return fields
    .filter((field) => !ALWAYS.includes(field) && !isSame(was.get(field), is.get(field)))
    .map((field) => ({ field, before: was.get(field), after: is.get(field) }));
};

const frameOf = (event: RecordedEvent, before: State | null, after: State | null): Frame => {
  const { revision, position, type, data, recordedAt, meta } = event;
  const { actor, onBehalfOf, causation, correlation } = meta;
  return {
    version: revision + 1,
    position,
    type,
    at: happenedAt(event),
    recordedAt,
    by: { kind: actor.kind, id: actor.id },
    ...(onBehalfOf !== undefined && { onBehalfOf }),
    data,
    before,
    after,
    changed: changesBetween(before, after),
    why: { command: causation, correlation },
  };
};

/** Replays a ticket: the view of tickets, applied to its events one after another. */
@Injectable()
export class Replays {
  constructor(
    private readonly store: EventStore,
    private readonly log: AuditedLog,
  ) {}

  /** Every frame in order. Refuses where there is no such ticket. */
  async frames(principal: Principal, id: string): Promise<readonly Frame[]> {
    return framesOf(principal, await this.store.read(streamOf('ticket', principal.tenant, id)));
  }

  /** The same without any personal value. */
  async hiddenFrames(principal: Principal, id: string): Promise<readonly Frame[]> {
    return framesOf(principal, await this.log.hidden(streamOf('ticket', principal.tenant, id)));
  }
}

const framesOf = (principal: Principal, events: readonly RecordedEvent[]): readonly Frame[] => {
  if (events.length === 0) throw problem('not-found');
  const show = shownTo(principal);
  let [row, state]: [TicketRow | undefined, State | null] = [undefined, null];
  return events.map((event) => {
    row = project(worklistView, row, event) ?? undefined;
    const before = state;
    state = row ? show(row) : null;
    return frameOf(event, before, state);
  });
};

/** The last frame that was recorded up to a moment. */
export const frameAt = (frames: readonly Frame[], knownAt: Moment): Frame | undefined =>
  frames.findLast(({ recordedAt }) => recordedAt <= knownAt);
