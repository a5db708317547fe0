import { Inject, Injectable } from '@nestjs/common';
import {
  type AnyDecider,
  EventStore,
  happenedAt,
  type Moment,
  type RecordedEvent,
  streamOf,
  ViewReader,
} from '#eventing';
import { type Context, CONTEXTS, type Person } from '#platform';
import { valueAt } from '#vault';

import { ensure } from '../record/record.rules.js';
import type { Reader } from '../records/record.reader.js';

/** The personal values of one event, as they are stored. */
export interface PersonalEntry {
  readonly context: string;
  readonly aggregate: string;
  readonly id: string;
  readonly type: string;
  readonly at: Moment;
  /** By JSON pointer (RFC 6901) into the event's data. */
  readonly values: Readonly<Record<string, unknown>>;
}

interface Place {
  readonly context: string;
  readonly aggregate: string;
  readonly id: string;
}

/** The values of an event that are about a customer. */
const valuesIn = (decider: AnyDecider, state: unknown, event: RecordedEvent, customer: string) => {
  const pointers: Readonly<Record<string, string>> = decider.personal?.(state, event) ?? {};
  const own = Object.entries(pointers).filter(([, person]) => person === customer);
  const found = own.map(([pointer]) => [pointer, valueAt(event.data, pointer)] as const);
  return Object.fromEntries(found.filter(([, value]) => value !== undefined));
};

/** Finds what every context stores about a person. */
@Injectable()
export class PersonalDataFile {
  constructor(
    @Inject(CONTEXTS) private readonly contexts: readonly Context[],
    private readonly events: EventStore,
    private readonly views: ViewReader,
  ) {}

  /**
   * Somebody may have tickets and no record. Refuses with `record.not-found`; another person's data
   * is answered as if it did not exist.
   */
  async ensureReadable({ tenant, role, id }: Reader, customer: string): Promise<void> {
    const may = role !== 'customer' || id === customer;
    ensure(may && (await this.#isKnown({ tenant, customer })), 'not-found');
  }

  /** Every personal value in every stream that is about the person, in the order of the streams. */
  async entriesOf(person: Person): Promise<readonly PersonalEntry[]> {
    const entries: PersonalEntry[] = [];
    for await (const { place, decider, events } of this.#histories(person))
      entries.push(...entriesIn(place, decider, events, person.customer));
    return entries;
  }

  async #isKnown(person: Person): Promise<boolean> {
    for await (const { events } of this.#histories(person)) if (events.length > 0) return true;
    return false;
  }

  async *#histories(person: Person) {
    const { events: log, views } = this;
    for (const { name, aggregates, personal } of this.contexts)
      for await (const { aggregate, id } of personal.streams({ events: log, views }, person)) {
        const { decider } = aggregates.find((each) => each.decider.name === aggregate)!;
        const events = await log.read(streamOf(aggregate, person.tenant, id));
        yield { place: { context: name, aggregate, id }, decider, events };
      }
  }
}

const entriesIn = (
  place: Place,
  decider: AnyDecider,
  events: readonly RecordedEvent[],
  customer: string,
): readonly PersonalEntry[] => {
  let state: unknown = decider.initial;
  return events.flatMap((event) => {
    state = decider.evolve(state, event);
    const values = valuesIn(decider, state, event, customer);
    if (Object.keys(values).length === 0) return [];
    return [{ ...place, type: event.type, at: happenedAt(event), values }];
  });
};
