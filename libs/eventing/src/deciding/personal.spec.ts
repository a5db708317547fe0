import { beforeEach, describe, expect, it } from '@jest/globals';
import { type Decider, evolveBy, personalBy } from './decider.js';
import { handling } from './handle.js';
import { MemoryEventStore } from '../log/memory-event-store.js';
import type { CommandContext, MessagesOf, NewEvent, RecordedEvent } from '../messages.js';

type PersonalEvent = MessagesOf<{
  Introduced: { customer: string; name: string };
  Said: { words: string; to?: string };
  Left: Record<string, never>;
}>;
type Tell = { readonly type: 'Tell'; readonly data: readonly PersonalEvent[] } & CommandContext;

const guest: Decider<string, Tell, PersonalEvent> = {
  name: 'guest',
  initial: 'nobody',
  evolve: evolveBy({
    Introduced: (_, { customer }) => customer,
    Said: (customer) => customer,
    Left: (customer) => customer,
  }),
  decide: (_, { data }) => data,
  personal: personalBy({ Introduced: ['/name'], Said: ['/words', '/to'] }, (customer) => customer),
};

/** A log that notes what it was asked to keep, and whose past can be made to read otherwise. */
class NotingEventStore extends MemoryEventStore {
  readonly proposed: NewEvent[] = [];
  age = 0;
  pastOf: (event: RecordedEvent) => RecordedEvent = (event) => event;

  override get epoch() {
    return this.age;
  }

  override append(stream: string, version: number, events: readonly NewEvent[]) {
    this.proposed.push(...events);
    return super.append(stream, version, events);
  }

  override async read(...range: Parameters<MemoryEventStore['read']>) {
    return (await super.read(...range)).map((event) => this.pastOf(event));
  }
}

const introduced: PersonalEvent = {
  type: 'Introduced',
  data: { customer: 'ana', name: 'Ana Lima' },
};
const said: PersonalEvent = { type: 'Said', data: { words: 'It is 30, not 10.' } };
const left: PersonalEvent = { type: 'Left', data: {} };

const tell = (number: number, ...data: readonly PersonalEvent[]): Tell => ({
  type: 'Tell',
  data,
  id: `019b8e2c-4a00-7000-8000-00000000000${number}`,
  tenant: 'acme',
  by: { kind: 'customer', id: 'ana' },
  at: '2026-01-05T09:00:00.000Z',
  correlation: 'c-1',
});

describe('handling events with personal parts', () => {
  let store: NotingEventStore;
  beforeEach(() => void (store = new NotingEventStore()));

  it('names the person of each part, from the state that its event leads to', async () => {
    await handling(store, guest)('1', tell(1, introduced, said, left));

    expect(store.proposed.map(({ personal }) => personal)).toEqual([
      { '/name': 'acme/ana' },
      { '/words': 'acme/ana', '/to': 'acme/ana' },
      {},
    ]);
  });

  it('stores nothing of that', async () => {
    const { events } = await handling(store, guest)('1', tell(1, introduced));

    expect(events[0]).not.toHaveProperty('personal');
    expect(Buffer.from(events[0]!.dataBytes).toString('utf8')).not.toContain('acme/ana');
  });

  it('says nothing where a decider knows of none', async () => {
    const { personal: _, ...discreet } = guest;
    await handling(store, discreet)('1', tell(1, introduced));

    expect(store.proposed[0]).not.toHaveProperty('personal');
  });

  it('decides on the past as it reads by now, once it may read otherwise', async () => {
    const handle = handling(store, guest);
    await handle('1', tell(1, introduced));
    store.pastOf = (event) => ({
      ...event,
      data: { ...(event.data as object), customer: 'merged' },
    });
    store.age += 1;
    await handle('1', tell(2, said));

    expect(store.proposed.at(-1)!.personal).toMatchObject({ '/words': 'acme/merged' });
  });
});
