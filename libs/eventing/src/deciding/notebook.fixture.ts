import { decideBy, evolveBy, type Decider } from './decider.js';
import type { EventStore } from '../log/event-store.port.js';
import { MemoryEventStore } from '../log/memory-event-store.js';
import type {
  CommandsOf,
  CommandContext,
  MessagesOf,
  NewEvent,
  CommandPayload,
} from '../messages.js';
import { idAt, newNote } from '../log/conformance/notes.fixture.js';
import { rulebook } from '../refusal.js';

type Event = MessagesOf<{ Noted: { text: string }; Shut: object; Opened: object }>;
export type Command = CommandsOf<{
  Begin: { text: string };
  Note: { texts: readonly string[] };
  Shut: object;
  Open: object;
}>;
interface Notebook {
  readonly last?: string;
  readonly shut: boolean;
}

const rules = rulebook('notebook', {
  begun: ['conflict', 'It was begun before.', 'بدأ من قبل.'],
  shut: ['conflict', 'It is shut.', 'إنه مغلق.'],
});

/** What the store refuses, whatever was decided. */
const storeRules = rulebook('store', { full: ['conflict', 'It is full.', 'إنه ممتلئ.'] });

/** Adds a note, unless it has it already, while the notebook is open. */
export const notebook: Decider<Notebook, Command, Event> = {
  name: 'note',
  initial: { shut: false },
  creates: ['Begin'],
  evolve: evolveBy<Notebook, Event>({
    Noted: (state, { text }) => ({ ...state, last: text }),
    Shut: (state) => ({ ...state, shut: true }),
    Opened: (state) => ({ ...state, shut: false }),
  }),
  decide: decideBy<Notebook, Command, Event>({
    Begin: ({ last, shut }, { data }) => {
      rules(last === undefined && !shut, 'begun');
      return [{ type: 'Noted', data }];
    },
    Note: ({ last, shut }, { data }) => {
      rules(!shut, 'shut');
      const news = data.texts.filter((text) => text !== last);
      return news.map((text) => ({ type: 'Noted', data: { text } }));
    },
    Shut: ({ shut }) => (shut ? [] : [{ type: 'Shut', data: {} }]),
    Open: ({ shut }) => (shut ? [{ type: 'Opened', data: {} }] : []),
  }),
};

/** A log in memory that counts reads, refuses on demand, and lets another writer append first. */
export class WatchedStore extends MemoryEventStore {
  reads = 0;
  eventsRead = 0;
  appends = 0;
  isFull = false;
  /** What other writers do just before the next append. */
  readonly rivals: (() => Promise<unknown>)[] = [];

  /** Starts counting again from 0. */
  count(): void {
    Object.assign(this, { reads: 0, eventsRead: 0, appends: 0 });
  }

  override async read(...range: Parameters<EventStore['read']>) {
    this.reads++;
    const events = await super.read(...range);
    this.eventsRead += events.length;
    return events;
  }

  override async append(stream: string, version: number, events: readonly NewEvent[]) {
    this.appends++;
    await this.rivals.shift()?.();
    storeRules(!this.isFull, 'full');
    return super.append(stream, version, events);
  }
}

export const ID = idAt(0x10_000);
export const STREAM = `note-acme-${ID}`;
let commands = 0x20_000;

const context = (): CommandContext => {
  const id = idAt(++commands);
  return {
    id,
    tenant: 'acme',
    by: { kind: 'agent', id: 'bo' },
    at: '2026-01-05T09:00:00.000Z',
    correlation: id,
  };
};

export const command = (asked: CommandPayload<Command>, other: Partial<CommandContext> = {}) =>
  ({ ...context(), ...asked, ...other }) as Command;

export const note = (text: string, other: Partial<CommandContext> = {}) =>
  command({ type: 'Note', data: { texts: [text] } }, other);

export const begin = (text = 'a') => command({ type: 'Begin', data: { text } });

export const shut = () => command({ type: 'Shut', data: {} });

export const open = () => command({ type: 'Open', data: {} });

/** Appends an event without the handler that is tested, as another process would. */
export const foreign = async (store: EventStore, event: Partial<NewEvent> = {}) => {
  const { length } = await store.read(STREAM);
  await MemoryEventStore.prototype.append.call(store, STREAM, length, [
    { ...newNote('from elsewhere'), ...event },
  ]);
};

export const textsIn = async (store: EventStore) =>
  (await store.read(STREAM)).map(({ type, data }) => (data as { text?: string }).text ?? type);
