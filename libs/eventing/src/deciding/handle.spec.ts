import { beforeEach, describe, expect, it } from '@jest/globals';
import { decideBy, evolveBy, type Decider } from './decider.js';
import type { EventStore } from '../log/event-store.port.js';
import { handling, type Handle } from './handle.js';
import { MemoryEventStore } from '../log/memory-event-store.js';
import type {
  CommandsOf,
  CommandContext,
  MessagesOf,
  NewEvent,
  CommandPayload,
} from '../messages.js';
import { idAt, newNote, refused } from '../log/conformance/notes.fixture.js';
import { rulebook } from '../refusal.js';

type Event = MessagesOf<{ Noted: { text: string }; Shut: object; Opened: object }>;
type Command = CommandsOf<{ Note: { texts: readonly string[] }; Shut: object; Open: object }>;
interface Notebook {
  readonly last?: string;
  readonly shut: boolean;
}

const rules = rulebook('notebook', { shut: ['conflict', 'It is shut.', 'إنه مغلق.'] });

/** Notes what is new, while it is open. */
const notebook: Decider<Notebook, Command, Event> = {
  name: 'note',
  initial: { shut: false },
  evolve: evolveBy<Notebook, Event>({
    Noted: (state, { text }) => ({ ...state, last: text }),
    Shut: (state) => ({ ...state, shut: true }),
    Opened: (state) => ({ ...state, shut: false }),
  }),
  decide: decideBy<Notebook, Command, Event>({
    Note: ({ last, shut }, { data }) => {
      rules(!shut, 'shut');
      const news = data.texts.filter((text) => text !== last);
      return news.map((text) => ({ type: 'Noted', data: { text } }));
    },
    Shut: ({ shut }) => (shut ? [] : [{ type: 'Shut', data: {} }]),
    Open: ({ shut }) => (shut ? [{ type: 'Opened', data: {} }] : []),
  }),
};

/** The log in memory; counts what is read, and lets somebody else be faster. */
class WatchedStore extends MemoryEventStore {
  reads = 0;
  /** What rivals do just before the next appends. */
  readonly rivals: (() => Promise<unknown>)[] = [];

  override async read(...range: Parameters<EventStore['read']>) {
    this.reads++;
    return super.read(...range);
  }

  override async append(stream: string, version: number, events: readonly NewEvent[]) {
    await this.rivals.shift()?.();
    return super.append(stream, version, events);
  }
}

const ID = idAt(0x10_000);
const STREAM = `note-acme-${ID}`;
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

const command = (asked: CommandPayload<Command>, other: Partial<CommandContext> = {}) =>
  ({ ...context(), ...asked, ...other }) as Command;

const note = (text: string, other: Partial<CommandContext> = {}) =>
  command({ type: 'Note', data: { texts: [text] } }, other);

const shut = () => command({ type: 'Shut', data: {} });

describe('handling a command', () => {
  let store: WatchedStore;
  let handle: Handle<Command>;
  beforeEach(() => {
    store = new WatchedStore();
    handle = handling(store, notebook);
  });

  const texts = async () =>
    (await store.read(STREAM)).map(({ type, data }) => (data as { text?: string }).text ?? type);

  /** Somebody else appends, past this handler. */
  const foreign = async (event: Partial<NewEvent> = {}) => {
    const { length } = await store.read(STREAM);
    await MemoryEventStore.prototype.append.call(store, STREAM, length, [
      { ...newNote('from elsewhere'), ...event },
    ]);
  };

  it('appends what was decided, and answers how far the stream and the log are', async () => {
    const asked = command({ type: 'Note', data: { texts: ['a', 'b'] } });
    const receipt = await handle(ID, asked);

    expect(receipt).toMatchObject({ id: ID, version: 2, position: 2 });
    expect(receipt.events).toEqual(await store.read(STREAM));
    expect(await texts()).toEqual(['a', 'b']);
  });

  it('notes who, when and why, and derives the ids of the events from that of the command', async () => {
    const asked = command(
      { type: 'Note', data: { texts: ['a', 'b'] } },
      { onBehalfOf: 'ana', occurredAt: '2026-01-04T08:00:00.000Z', causation: idAt(7) },
    );
    const { events } = await handle(ID, asked);

    expect(events.map(({ id }) => id)).toEqual([asked.id, asked.id.replace('7000', '7001')]);
    expect(events[0]!.meta).toMatchObject({
      tenant: 'acme',
      actor: { kind: 'agent', id: 'bo' },
      onBehalfOf: 'ana',
      at: '2026-01-05T09:00:00.000Z',
      occurredAt: '2026-01-04T08:00:00.000Z',
      correlation: asked.correlation,
      causation: idAt(7),
    });
  });

  it('is its own cause when nothing caused it', async () => {
    const asked = note('a');

    expect((await handle(ID, asked)).events[0]!.meta.causation).toBe(asked.id);
  });

  it('appends nothing when it is refused', async () => {
    await handle(ID, shut());

    await refused(handle(ID, note('a')), 'notebook.shut');
    expect(await texts()).toEqual(['Shut']);
  });

  it('appends nothing when there is nothing new to say, and answers where things stand', async () => {
    await handle(ID, note('a'));
    const receipt = await handle(ID, note('a'));

    expect(receipt).toEqual({ id: ID, version: 1, position: 1, events: [] });
  });

  it('lets a bug through as it is', async () => {
    const bug = new TypeError('not a function');
    const decide = () => {
      throw bug;
    };

    await expect(handling(store, { ...notebook, decide })(ID, note('a'))).rejects.toBe(bug);
  });

  describe('when a rival appends first', () => {
    it('reads and decides once more', async () => {
      await handle(ID, note('a'));
      store.rivals.push(() => foreign());

      expect(await handle(ID, note('b'))).toMatchObject({ version: 3 });
      expect(await texts()).toEqual(['a', 'from elsewhere', 'b']);
    });

    it('decides on what the rival did', async () => {
      await handle(ID, note('a'));
      store.rivals.push(() => foreign({ type: 'Shut', data: {} }));

      await refused(handle(ID, note('b')), 'notebook.shut');
      expect(await texts()).toEqual(['a', 'Shut']);
    });

    it('gives up when there is another rival then', async () => {
      store.rivals.push(foreign, foreign);

      await refused(handle(ID, note('b')), 'stream.changed', { version: 2 });
    });

    it('does not try again when the command names the version that it is based on', async () => {
      await handle(ID, note('a'));
      store.rivals.push(() => foreign());

      await refused(handle(ID, note('b', { basedOn: 1 })), 'stream.changed', { version: 2 });
      expect(await texts()).toEqual(['a', 'from elsewhere']);
    });
  });

  describe('a command that is based on a version', () => {
    it('is carried out when that is the version', async () => {
      await handle(ID, note('a'));

      expect(await handle(ID, note('b', { basedOn: 1 }))).toMatchObject({ version: 2 });
    });

    it.each([0, 2])('is refused when it is another one: %d instead of 1', async (basedOn) => {
      await handle(ID, note('a'));

      await refused(handle(ID, note('b', { basedOn })), 'stream.changed', { version: 1 });
    });
  });

  describe('what is remembered of a stream', () => {
    it('does not read a stream that is new to it and to the log', async () => {
      await handle(ID, note('a'));
      expect(store.reads).toBe(0);
    });

    it('does not take a stream for new that is only new to it', async () => {
      await handle(ID, shut());
      const other = handling(store, notebook);
      await refused(other(ID, note('a')), 'notebook.shut');
    });

    it('saves reading it', async () => {
      await handle(ID, note('a'));
      store.reads = 0;
      await handle(ID, note('b'));

      expect(store.reads).toBe(0);
    });

    it('is read again when somebody else has appended', async () => {
      await handle(ID, note('a'));
      await foreign();

      expect(await handle(ID, note('b'))).toMatchObject({ version: 3 });
    });

    it('does not refuse what the log allows by now', async () => {
      await handle(ID, shut());
      await foreign({ type: 'Opened', data: {} });

      expect(await handle(ID, note('a'))).toMatchObject({ version: 3 });
    });

    it('does not keep silent about what is news by now', async () => {
      await handle(ID, note('a'));
      await foreign();

      expect(await handle(ID, note('a'))).toMatchObject({ version: 3 });
    });

    it('is forgotten after a failure, so that the next command sees what was stored', async () => {
      await handle(ID, note('a'));
      store.rivals.push(async () => {
        await foreign({ type: 'Shut', data: {} });
        throw new Error('the answer was lost');
      });

      await expect(handle(ID, note('b'))).rejects.toThrow('the answer was lost');
      await refused(handle(ID, note('b')), 'notebook.shut');
    });

    it('is bounded: the streams used longest ago are read again', async () => {
      const few = handling(store, notebook, 2);
      const ids = [1, 2, 3, 4].map((number) => idAt(0x11_000 + number));
      for (const id of ids) await few(id, note('a'));
      store.reads = 0;
      await few(ids[3]!, note('b'));
      expect(store.reads).toBe(0);
      await few(ids[0]!, note('b'));
      expect(store.reads).toBe(1);
    });
  });

  describe('a command that may have been carried out before', () => {
    it('answers as the first time, whatever has happened since', async () => {
      const asked = command({ type: 'Note', data: { texts: ['a', 'b'] } });
      const first = await handle(ID, asked);
      await handle(ID, shut());

      expect(await handle(ID, { ...asked, repeated: true })).toEqual(first);
      expect(await texts()).toEqual(['a', 'b', 'Shut']);
    });

    it('is carried out when it was not', async () => {
      expect(await handle(ID, note('a', { repeated: true }))).toMatchObject({ version: 1 });
    });

    it('answers as the rival that carried out this very command a moment before', async () => {
      const asked = note('a', { repeated: true });
      const other = handling(store, notebook);
      const first: unknown[] = [];
      store.rivals.push(async () => void first.push(await other(ID, asked)));

      expect(await handle(ID, asked)).toEqual(first[0]);
      expect(await texts()).toEqual(['a']);
    });
  });
});
