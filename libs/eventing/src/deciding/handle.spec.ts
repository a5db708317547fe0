import { beforeEach, describe, expect, it } from '@jest/globals';
import { handling, type Handle } from './handle.js';
import { idAt, refused } from '../log/conformance/notes.fixture.js';
import type { NewEvent } from '../messages.js';
import {
  type Command,
  command,
  foreign,
  ID,
  note,
  notebook,
  shut,
  STREAM,
  textsIn,
  WatchedStore,
} from './notebook.fixture.js';

describe('handling a command', () => {
  let store: WatchedStore;
  let handle: Handle<Command>;
  beforeEach(() => {
    store = new WatchedStore();
    handle = handling(store, notebook);
  });

  const texts = () => textsIn(store);
  const elsewhere = (event?: Partial<NewEvent>) => foreign(store, event);

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

  it('writes each event in its schema of today', async () => {
    const upcasters = { Noted: [(data: never) => data] } as const;
    const later = handling(store, { ...notebook, upcasters });
    await later(ID, note('a'));
    await later(ID, shut());

    expect((await store.read(STREAM)).map(({ schema }) => schema)).toEqual([2, 1]);
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
      store.rivals.push(() => elsewhere());

      expect(await handle(ID, note('b'))).toMatchObject({ version: 3 });
      expect(await texts()).toEqual(['a', 'from elsewhere', 'b']);
    });

    it('decides on what the rival did', async () => {
      await handle(ID, note('a'));
      store.rivals.push(() => elsewhere({ type: 'Shut', data: {} }));

      await refused(handle(ID, note('b')), 'notebook.shut');
      expect(await texts()).toEqual(['a', 'Shut']);
    });

    it('gives up when there is another rival then', async () => {
      store.rivals.push(
        () => elsewhere(),
        () => elsewhere(),
      );

      await refused(handle(ID, note('b')), 'stream.changed', { version: 2 });
    });

    it('does not try again when the command names the version that it is based on', async () => {
      await handle(ID, note('a'));
      store.rivals.push(() => elsewhere());

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
