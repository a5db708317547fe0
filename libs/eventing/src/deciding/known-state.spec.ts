import { beforeEach, describe, expect, it } from '@jest/globals';
import { handling, type Handle } from './handle.js';
import { idAt, refused } from '../log/conformance/notes.fixture.js';
import type { NewEvent } from '../messages.js';
import {
  begin,
  type Command,
  foreign,
  ID,
  note,
  notebook,
  open,
  shut,
  textsIn,
  WatchedStore,
} from './notebook.fixture.js';

describe('what a command is decided on', () => {
  let store: WatchedStore;
  let handle: Handle<Command>;
  beforeEach(() => {
    store = new WatchedStore();
    handle = handling(store, notebook);
  });

  const texts = () => textsIn(store);
  const elsewhere = (event?: Partial<NewEvent>) => foreign(store, event);

  describe('a command that creates', () => {
    it('reads nothing and appends once', async () => {
      expect(await handle(ID, begin())).toMatchObject({ version: 1 });
      expect(store).toMatchObject({ reads: 0, appends: 1 });
    });

    it('is decided again on the log when there was something', async () => {
      await handling(store, notebook)(ID, begin());

      await refused(handle(ID, begin('b')), 'notebook.begun');
      expect(await texts()).toEqual(['a']);
    });

    it('is carried out on what there was where the decider allows it', async () => {
      await elsewhere({ type: 'Opened', data: {} });

      expect(await handle(ID, begin())).toMatchObject({ version: 2 });
      expect(await texts()).toEqual(['Opened', 'a']);
    });
  });

  describe('a command that does not create', () => {
    it('is decided on the log, read once, when nothing is remembered of the stream', async () => {
      await handling(store, notebook)(ID, begin());
      store.count();

      expect(await handle(ID, note('b'))).toMatchObject({ version: 2 });
      expect(store).toMatchObject({ reads: 1, appends: 1 });
    });

    it('is refused after one reading, and nothing is appended', async () => {
      await handling(store, notebook)(ID, shut());
      store.count();

      await refused(handle(ID, note('a')), 'notebook.shut');
      expect(store).toMatchObject({ reads: 1, appends: 0 });
    });

    it('reads once what does not exist', async () => {
      expect(await handle(ID, note('a'))).toMatchObject({ version: 1 });
      expect(store).toMatchObject({ reads: 1, appends: 1 });
    });

    it('reads once when it may have been carried out before, and was not', async () => {
      await handling(store, notebook)(ID, begin());
      store.count();

      expect(await handle(ID, note('b', { repeated: true }))).toMatchObject({ version: 2 });
      expect(store.reads).toBe(1);
    });
  });

  describe('when decider and store both refuse', () => {
    beforeEach(() => handling(store, notebook)(ID, shut()));

    it.each([
      ['creates', begin(), 'notebook.begun'],
      ['does not create', note('a'), 'notebook.shut'],
    ])('the decider speaks first: a command that %s', async (_, asked, code) => {
      store.isFull = true;

      await refused(handle(ID, asked), code);
    });

    it('the decider speaks first, even when a rival has just given it reason to', async () => {
      await handle(ID, open());
      store.rivals.push(async () => {
        await elsewhere({ type: 'Shut', data: {} });
        store.isFull = true;
      });

      await refused(handle(ID, note('a')), 'notebook.shut');
    });

    it('the decider speaks before a version that has passed', async () => {
      await handle(ID, open());
      store.rivals.push(() => elsewhere({ type: 'Shut', data: {} }));

      await refused(handle(ID, note('a', { basedOn: 2 })), 'notebook.shut');
    });
  });

  it('passes on what only the store refuses, after one attempt', async () => {
    await handle(ID, begin());
    store.isFull = true;
    store.count();

    await refused(handle(ID, note('b')), 'store.full');
    expect(store.appends).toBe(1);
  });

  describe('what is remembered of a stream', () => {
    it.each([
      ['the decider', 'notebook.begun', () => begin('b')],
      ['the store', 'store.full', () => note('b')],
      ['the version', 'stream.changed', () => note('b', { basedOn: 7 })],
    ])('is kept when %s refuses', async (_, code, asked) => {
      await handle(ID, begin());
      store.isFull = code === 'store.full';
      store.count();
      await refused(handle(ID, asked()), code);
      expect(store.eventsRead).toBe(0);

      store.isFull = false;
      store.count();
      await handle(ID, note('c'));
      expect(store.reads).toBe(0);
    });

    it('is completed, not read from the start, when a rival was faster', async () => {
      await handle(ID, begin());
      store.rivals.push(() => elsewhere());
      store.count();
      await handle(ID, note('b'));

      // One by the rival, who looks before it appends; one of what it appended.
      expect(store.eventsRead).toBe(2);
    });

    it('saves reading it', async () => {
      await handle(ID, note('a'));
      store.reads = 0;
      await handle(ID, note('b'));

      expect(store.reads).toBe(0);
    });

    it('is read again when somebody else has appended', async () => {
      await handle(ID, note('a'));
      await elsewhere();

      expect(await handle(ID, note('b'))).toMatchObject({ version: 3 });
    });

    it('does not refuse what the log allows by now', async () => {
      await handle(ID, shut());
      await elsewhere({ type: 'Opened', data: {} });

      expect(await handle(ID, note('a'))).toMatchObject({ version: 3 });
    });

    it('does not keep silent about what is news by now', async () => {
      await handle(ID, note('a'));
      await elsewhere();

      expect(await handle(ID, note('a'))).toMatchObject({ version: 3 });
    });

    it('is forgotten after a failure, so that the next command sees what was stored', async () => {
      await handle(ID, note('a'));
      store.rivals.push(async () => {
        await elsewhere({ type: 'Shut', data: {} });
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
});
