import {
  ERASED,
  handling,
  MemoryViewStore,
  Projector,
  type RecordedEvent,
  yieldToEventLoop,
} from '#eventing';
import { MemoryEventStore, sparse } from '#eventing/testing';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Erasures, ErasureUnfinished } from './erasures.js';
import { MemoryVault, VaultShelf } from './memory-vault.js';
import {
  answered,
  erased,
  NotingErasureTarget,
  recordOf,
  type Row,
  stories,
  wordsTold,
  type PersonalWordsEvent,
  topics,
} from './personal-words.fixture.js';
import { masterOf } from './vault-places.fixture.js';
import { VaultedEventStore } from './vaulted-event-store.js';
import { ViewErasureTarget } from './view-erasure-target.js';

describe('forgetting a person', () => {
  let commands = 0;
  let log: MemoryEventStore;
  let shelf: VaultShelf;
  let vault: MemoryVault;
  let store: VaultedEventStore;
  let views: MemoryViewStore;
  let projector: Projector;
  let notes: NotingErasureTarget;
  let erasures: Erasures;
  let faults: unknown[];

  const open = () => {
    vault = new MemoryVault({ current: masterOf('a'), previous: [] }, shelf);
    store = new VaultedEventStore(log, vault);
    projector = new Projector(store, views.writer);
    notes = new NotingErasureTarget();
    const declared = [stories, topics];
    const sinks = [new ViewErasureTarget({ log, store, views, declared }), notes];
    const onFault = (error: unknown) => void faults.push(error);
    erasures = new Erasures({ log, vault, targets: sinks, onFault });
  };

  const tell = async (customer: string, ...data: readonly PersonalWordsEvent[]) => {
    const { position } = await handling(store, recordOf(customer))(customer, {
      type: 'Tell',
      data,
      id: `019b8e2c-4a00-7000-8000-${String(++commands).padStart(12, '0')}`,
      tenant: 'acme',
      by: { kind: 'customer', id: customer },
      at: '2026-01-05T09:00:00.000Z',
      correlation: 'c',
    });
    return position;
  };

  const story = async (customer: string) =>
    (await views.reader.get<Row>(stories, 'acme', customer))?.words ?? [];
  const topic = async (key: string) => (await views.reader.get<Row>(topics, 'acme', key))?.words;

  /** The keys that a person has now, as an erasure names them. */
  const keysOf = (...persons: readonly string[]) => vault.keysOf(persons);
  const erase = async (person: string) => {
    const receipts = (await keysOf(person)).map((name) => erasures.erase(name));
    return (await Promise.all(receipts)).at(-1)!;
  };

  beforeEach(async () => {
    log = new MemoryEventStore({ stride: sparse });
    shelf = new VaultShelf();
    views = new MemoryViewStore([stories, topics]);
    faults = [];
    open();
    await projector.start();
    await tell(
      'ana',
      wordsTold('I live at 30.'),
      answered('The record says 10.'),
      wordsTold('Mañana.', 'when'),
    );
    await projector.waitFor(await tell('ben', wordsTold('My line is dead.')));
  });
  afterEach(async () => {
    await erasures.stop();
    await projector.stop();
    await store.close();
  });

  it('takes their words out of the log, the views and the search, and nobody else’s', async () => {
    await erase('acme/ana');

    expect(await story('ana')).toEqual([ERASED, 'The record says 10.', ERASED]);
    expect(await story('ben')).toEqual(['My line is dead.']);
    expect(await topic('address')).toEqual([ERASED, 'My line is dead.']);
    expect(await topic('when')).toEqual([ERASED]);
    expect(await views.reader.count(stories, { tenant: 'acme', search: '30' })).toBe(0);
    expect(await views.reader.count(stories, { tenant: 'acme', search: 'dead' })).toBe(1);
    const words = (await store.read('record-acme-ana')).map(({ data }) => data);
    expect(words).toEqual([
      { words: ERASED, topic: 'address' },
      { words: 'The record says 10.' },
      { words: ERASED, topic: 'when' },
    ]);
  });

  it('answers with how far each sink is, and with no value', async () => {
    const receipt = await erase('acme/ana');

    expect(receipt).toEqual({
      person: 'acme/ana',
      key: expect.stringMatching(/^[\w-]{43}$/),
      destroyedAt: expect.stringMatching(/Z$/),
      sweptAt: expect.stringMatching(/Z$/),
      sinks: [
        { name: 'views', position: await log.head() },
        { name: 'notes', position: 7 },
      ],
    });
    expect(await erase('acme/ana')).toEqual(receipt);
    expect(notes.swept).toEqual([['acme/ana']]);
  });

  it('changes no byte and no hash of the log', async () => {
    const before = await log.readAll({ limit: 100 });
    await erase('acme/ana');
    const after = await store.readAll({ limit: 100 });

    const kept = ({ leaf, envelope, dataBytes }: RecordedEvent) => ({ leaf, envelope, dataBytes });
    expect(after.map(kept)).toEqual(before.map(kept));
  });

  it('lets a decision made from what was remembered keep nothing of it', async () => {
    await erase('acme/ana');
    await expect(tell('ana', wordsTold('I am back.'))).rejects.toMatchObject({
      code: 'person.erased',
    });
    await projector.waitFor(await tell('ana', answered('Nobody knows.')));

    expect(await story('ana')).toEqual([ERASED, 'The record says 10.', ERASED, 'Nobody knows.']);
  });

  it('goes on while others speak', async () => {
    const erasing = erase('acme/ana');
    const speaking = Array.from({ length: 30 }, (_, index) =>
      tell(`c${index}`, wordsTold(`I am ${index}.`)),
    );
    await Promise.all([erasing, ...speaking]);
    await projector.waitFor(await log.head());

    const said = (await topic('address'))!;
    expect(said.filter((words) => words === ERASED)).toHaveLength(1);
    expect(said).toHaveLength(32);
  });

  it('sweeps once for all who are asked for meanwhile', async () => {
    const people = ['acme/ana', 'acme/ben', 'acme/carl', 'acme/dora'];
    const receipts = await Promise.all(people.map((person) => erase(person)));

    expect(receipts.map(({ person }) => person)).toEqual(people);
    expect(notes.swept.flat().toSorted()).toEqual(people);
    expect(notes.swept.length).toBeLessThan(3);
  });

  it('says which sink could not be swept, sweeps the others, and goes on when asked again', async () => {
    notes.faults.push(new Error('The disk is away.'));
    const failed = erase('acme/ana');

    await expect(failed).rejects.toThrow(ErasureUnfinished);
    await expect(failed).rejects.toMatchObject({
      swept: [{ name: 'views', position: await log.head() }],
      left: ['notes'],
      errors: [new Error('The disk is away.')],
    });
    expect(await story('ana')).toContain(ERASED);
    expect((await erase('acme/ana')).sinks).toHaveLength(2);
  });

  describe('who comes back', () => {
    it('keeps what they said since, whatever is done again of their erasure', async () => {
      await erasures.follow();
      const names = await keysOf('acme/ana');
      await tell('ana', erased(...names));
      await erase('acme/ana');
      await vault.renew('acme/ana');
      await projector.waitFor(await tell('ana', wordsTold('I am back.')));
      await erasures.stop();
      await vault.setCheckpoint({ position: 3, leaf: 'another' });
      open();
      await projector.start();

      expect(await erasures.applyLoggedErasures()).toEqual(names);
      await erasures.follow();
      expect(await story('ana')).toEqual([ERASED, 'The record says 10.', ERASED, 'I am back.']);
      expect((await store.read('record-acme-ana')).at(-1)!.data).toMatchObject({
        words: 'I am back.',
      });
    });

    it('is forgotten again by a new erasure that names the new key', async () => {
      await erase('acme/ana');
      await vault.renew('acme/ana');
      await projector.waitFor(await tell('ana', wordsTold('I am back.')));
      const receipt = await erase('acme/ana');

      expect(receipt.key).toBe((await keysOf('acme/ana')).at(-1)!.key);
      expect((await story('ana')).at(-1)).toBe(ERASED);
    });
  });

  describe('because the log says so', () => {
    it('is done without being asked, until it is done', async () => {
      notes.faults.push(new Error('The disk is away.'));
      await erasures.follow();
      await tell('ana', erased(...(await keysOf('acme/ana'))));
      await waitFor(() => notes.swept.length === 2);
      const receipt = await erase('acme/ana');

      expect(faults).toHaveLength(1);
      expect(receipt.sinks).toHaveLength(2);
      expect(notes.swept).toEqual([['acme/ana'], ['acme/ana']]);
    });

    it('is done for everybody whose records went into the one', async () => {
      await erasures.follow();
      await tell('ana', erased(...(await keysOf('acme/ana', 'acme/ben'))));
      await erase('acme/ben');

      expect(notes.swept).toEqual([['acme/ana', 'acme/ben']]);
      expect(await topic('address')).toEqual([ERASED, ERASED]);
    });

    it('is done before anything is read when a vault from before it was brought back', async () => {
      const old = new VaultShelf();
      for (const [key, held] of shelf.keys) old.keys.set(key, held);
      await erasures.follow();
      await tell('ana', erased(...(await keysOf('acme/ana'))));
      await erase('acme/ana');
      await erasures.stop();
      shelf = old;
      open();
      expect(await vault.tombstonesOf('acme/ana')).toEqual([]);

      expect(await erasures.applyLoggedErasures()).toMatchObject([{ person: 'acme/ana' }]);
      expect((await store.read('record-acme-ana'))[0]!.data).toMatchObject({ words: ERASED });
      expect((await vault.keysFor(['acme/ben'])).size).toBe(1);
    });

    it('is not done again for what was heeded', async () => {
      await erasures.follow();
      await tell('ana', erased(...(await keysOf('acme/ana'))));
      await erase('acme/ana');
      await erasures.stop();
      open();

      expect(await erasures.applyLoggedErasures()).toEqual([]);
      await erasures.follow();
      await tell('ben', erased(...(await keysOf('acme/ben'))));
      await erase('acme/ben');
      expect(notes.swept).toEqual([['acme/ben']]);
    });

    it('is done again from the start when the log is another one', async () => {
      await erasures.follow();
      await tell('ana', erased(...(await keysOf('acme/ana'))));
      await erase('acme/ana');
      await erasures.stop();
      await vault.setCheckpoint({ position: 3, leaf: 'another' });
      open();

      expect(await erasures.applyLoggedErasures()).toMatchObject([{ person: 'acme/ana' }]);
    });
  });
});

/** Looks again after every turn. */
const waitFor = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await yieldToEventLoop();
};
