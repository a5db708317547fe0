import { Inject, Injectable } from '@nestjs/common';
import {
  EventStore,
  lookUp,
  type Moment,
  project,
  type RecordedEvent,
  streamOf,
  ViewReader,
} from '#eventing';
import { KnownRecord } from '../record/known-record.port.js';
import type { Comparable } from '../near-miss/near-miss.rules.js';
import { ensure } from '../record/record.rules.js';
import { RECORDING, type Recording } from '../record/record.tokens.js';
import { explained, historyOf } from './history.representation.js';
import { currentOf, isRestricted, type RecordRow, waitingIn } from './record-row.view.js';
import { recordShown, viewerOf } from './record.representation.js';
import { recordsView } from './records.view.js';

/** Who wants to read: a principal, or the actor of a command. */
export interface Reader {
  readonly tenant: string;
  readonly role: string;
  readonly id: string;
}

const mayRead = ({ role, id }: Reader, customer: string) => role !== 'customer' || id === customer;

/** Stored records: a row of the view for now, the log for any other moment. */
@Injectable()
export class StoredRecords extends KnownRecord {
  readonly #view: ReturnType<typeof recordsView>;

  constructor(
    readonly store: EventStore,
    readonly views: ViewReader,
    @Inject(RECORDING) private readonly recording: Recording,
  ) {
    super();
    this.#view = recordsView(recording.settings.ladder);
  }

  rowOf(tenant: string, customer: string): Promise<RecordRow | undefined> {
    return this.views.get<RecordRow>(this.#view, tenant, customer);
  }

  /** The record, if the asker may read it; otherwise refuses as for one that does not exist. */
  async readable(reader: Reader, customer: string): Promise<RecordRow> {
    const row = mayRead(reader, customer) ? await this.rowOf(reader.tenant, customer) : undefined;
    ensure(row !== undefined, 'not-found');
    return row!;
  }

  /** All events of a record that were recorded by then. */
  async eventsOf(tenant: string, customer: string, knownAt?: Moment) {
    const events = await this.store.read(streamOf('record', tenant, customer));
    return knownAt === undefined
      ? events
      : events.filter(({ recordedAt }) => recordedAt <= knownAt);
  }

  /** The record after these events; undefined before the first. */
  rowAfter(events: readonly RecordedEvent[]): RecordRow | undefined {
    return events.reduce<RecordRow | undefined>(
      (row, event) => project(this.#view, row, event) ?? undefined,
      undefined,
    );
  }

  /** The record as somebody could see it just before an event; null where they could not. */
  async shownBefore(reader: Reader, customer: string, { position, recordedAt }: RecordedEvent) {
    if (!mayRead(reader, customer)) return null;
    const events = await this.eventsOf(reader.tenant, customer);
    const row = this.rowAfter(events.filter((event) => event.position < position));
    const { settings } = this.recording;
    return row ? recordShown(row, settings.ladder, recordedAt, viewerOf(reader, settings)) : null;
  }

  /** Every claim on every field that was recorded by then. */
  async historyOf(tenant: string, customer: string, knownAt?: Moment) {
    return historyOf(await this.eventsOf(tenant, customer, knownAt));
  }

  /** The fields in which a correction of the customer waits for proof, or is contradicted. */
  async unsettled(tenant: string, customer: string): Promise<readonly string[]> {
    const row = await this.rowOf(tenant, customer);
    if (!row) return [];
    const current = currentOf(row, this.recording.settings.ladder, new Date().toISOString());
    return Object.entries(row.fields)
      .filter(([name, field]) => {
        const inForce = lookUp(current, name);
        return isRestricted(field, inForce) || waitingIn(field).length > 0;
      })
      .map(([name]) => name);
  }

  async values(
    tenant: string,
    customer: string,
    knownAt?: Moment,
  ): Promise<Readonly<Record<string, Comparable>>> {
    const claims = await this.#inForce(tenant, customer, knownAt);
    return Object.fromEntries(
      Object.entries(claims).map(([field, { value }]) => [field, value as Comparable]),
    );
  }

  async #inForce(tenant: string, customer: string, knownAt: Moment | undefined) {
    const { ladder } = this.recording.settings;
    if (knownAt === undefined) {
      const row = await this.rowOf(tenant, customer);
      return currentOf(row ?? { fields: {} }, ladder, new Date().toISOString());
    }
    const history = await this.historyOf(tenant, customer, knownAt);
    const then = explained(history, ladder, knownAt);
    return Object.fromEntries(
      Object.entries(then).flatMap(([field, { inForce }]) =>
        inForce ? [[field, inForce] as const] : [],
      ),
    );
  }
}
