import { Inject, Injectable } from '@nestjs/common';
import {
  type AnyDecider,
  EventStore,
  happenedAt,
  isErased,
  type Moment,
  type RecordedEvent,
  streamOf,
  ViewReader,
} from '#eventing';
import { type Context, CONTEXTS, type Person } from '#platform';
import { leavesOf, valueAt } from '#vault';

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

/** What of a kind of thing says nothing of a person by itself, and stays after an erasure. */
export interface Remainder {
  readonly context: string;
  readonly aggregate: string;
  /** Members of the events' data, by their names within it. */
  readonly members: readonly string[];
}

/** The values of an event that are about a customer. */
const valuesIn = (decider: AnyDecider, state: unknown, event: RecordedEvent, customer: string) => {
  const pointers: Readonly<Record<string, string>> = decider.personal?.(state, event) ?? {};
  const own = Object.entries(pointers).filter(([, person]) => person === customer);
  const found = own.map(([pointer]) => [pointer, valueAt(event.data, pointer)] as const);
  return Object.fromEntries(found.filter(([, value]) => value !== undefined && !isErased(value)));
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

  /** What stays in clear of people who are erased, in every context. */
  async remaindersOf(tenant: string, customers: readonly string[]): Promise<readonly Remainder[]> {
    const found: Remainder[] = [];
    for (const customer of customers)
      for await (const { place, decider, events } of this.#histories({ tenant, customer }))
        found.push({ ...place, members: clearIn(decider, events) });
    return [...Map.groupBy(found, ({ aggregate }) => aggregate).values()].map(together);
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

const together = (all: readonly Remainder[]): Remainder => {
  const [{ context, aggregate }] = all as readonly [Remainder];
  return { context, aggregate, members: namesOf(all.flatMap(({ members }) => members)) };
};

const namesOf = (pointers: readonly string[]) => [...new Set(pointers.map(nameOf))].toSorted();

const INDEX = /^\d+$/;

/** `/claims/0/field` is `claims.field`. */
const nameOf = (pointer: string): string =>
  pointer
    .split('/')
    .filter((part) => part !== '' && !INDEX.test(part))
    .join('.');

const clearIn = (decider: AnyDecider, events: readonly RecordedEvent[]): readonly string[] => {
  let state: unknown = decider.initial;
  return events.flatMap((event) => {
    state = decider.evolve(state, event);
    const personal = new Set(Object.keys(decider.personal?.(state, event) ?? {}));
    return leavesOf(event.data, personal);
  });
};
