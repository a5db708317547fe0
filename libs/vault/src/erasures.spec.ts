import { ERASED, handling, MemoryViewStore, Projector, yieldToEventLoop } from '#eventing';
import { MemoryEventStore } from '#eventing/testing';

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
import { masterOf } from './vault.conformance.js';
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

  beforeEach(async () => {
    log = new MemoryEventStore();
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
    await erasures.erase('acme/ana');

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
    const receipt = await erasures.erase('acme/ana');

    expect(receipt).toEqual({
      person: 'acme/ana',
      commitment: expect.stringMatching(/^[\w-]{43}$/),
      destroyedAt: expect.stringMatching(/Z$/),
      sweptAt: expect.stringMatching(/Z$/),
      sinks: [
        { name: 'views', position: 4 },
        { name: 'notes', position: 7 },
      ],
    });
    expect(await erasures.erase('acme/ana')).toEqual(receipt);
    expect(notes.swept).toEqual([['acme/ana']]);
  });

  it('changes no byte and no hash of the log', async () => {
    const before = await log.readAll({ limit: 100 });
    await erasures.erase('acme/ana');
    const after = await store.readAll({ limit: 100 });

    expect(after.map(({ leaf, bytes }) => ({ leaf, bytes }))).toEqual(
      before.map(({ leaf, bytes }) => ({ leaf, bytes })),
    );
  });

  it('lets a decision made from what was remembered keep nothing of it', async () => {
    await erasures.erase('acme/ana');
    await expect(tell('ana', wordsTold('I am back.'))).rejects.toMatchObject({
      code: 'person.erased',
    });
    await projector.waitFor(await tell('ana', answered('Nobody knows.')));

    expect(await story('ana')).toEqual([ERASED, 'The record says 10.', ERASED, 'Nobody knows.']);
  });

  it('goes on while others speak', async () => {
    const erasing = erasures.erase('acme/ana');
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
    const receipts = await Promise.all(people.map((person) => erasures.erase(person)));

    expect(receipts.map(({ person }) => person)).toEqual(people);
    expect(notes.swept.flat().toSorted()).toEqual(people);
    expect(notes.swept.length).toBeLessThan(3);
  });

  it('says which sink could not be swept, sweeps the others, and goes on when asked again', async () => {
    notes.faults.push(new Error('The disk is away.'));
    const failed = erasures.erase('acme/ana');

    await expect(failed).rejects.toThrow(ErasureUnfinished);
    await expect(failed).rejects.toMatchObject({
      swept: [{ name: 'views', position: 4 }],
      left: ['notes'],
      errors: [new Error('The disk is away.')],
    });
    expect(await story('ana')).toContain(ERASED);
    expect((await erasures.erase('acme/ana')).sinks).toHaveLength(2);
  });

  describe('because the log says so', () => {
    it('is done without being asked, until it is done', async () => {
      notes.faults.push(new Error('The disk is away.'));
      await erasures.follow();
      await tell('ana', erased);
      await waitFor(() => notes.swept.length === 2);
      const receipt = await erasures.erase('acme/ana');

      expect(faults).toHaveLength(1);
      expect(receipt.sinks).toHaveLength(2);
      expect(notes.swept).toEqual([['acme/ana'], ['acme/ana']]);
    });

    it('is done for everybody whose records went into the one', async () => {
      await erasures.follow();
      const records = ['ana', 'ben'];
      const merged: PersonalWordsEvent = {
        type: 'PersonalDataErased',
        data: { basis: 'asked', records },
      };
      await tell('ana', merged);
      await erasures.erase('acme/ben');

      expect(notes.swept).toEqual([['acme/ana', 'acme/ben']]);
      expect(await topic('address')).toEqual([ERASED, ERASED]);
    });

    it('is done before anything is read when a vault from before it was brought back', async () => {
      const old = new VaultShelf();
      for (const [person, held] of shelf.persons) old.persons.set(person, held);
      await erasures.follow();
      await tell('ana', erased);
      await erasures.erase('acme/ana');
      await erasures.stop();
      shelf = old;
      open();
      expect(await vault.tombstone('acme/ana')).toBeUndefined();

      expect(await erasures.applyLoggedErasures()).toEqual(['acme/ana']);
      expect((await store.read('record-acme-ana'))[0]!.data).toMatchObject({ words: ERASED });
      expect((await vault.keysFor(['acme/ben'])).size).toBe(1);
    });

    it('is not done again for what was heeded', async () => {
      await erasures.follow();
      await tell('ana', erased);
      await erasures.erase('acme/ana');
      await erasures.stop();
      open();

      expect(await erasures.applyLoggedErasures()).toEqual([]);
      await erasures.follow();
      await tell('ben', erased);
      await erasures.erase('acme/ben');
      expect(notes.swept).toEqual([['acme/ben']]);
    });

    it('is done again from the start when the log is another one', async () => {
      await erasures.follow();
      await tell('ana', erased);
      await erasures.erase('acme/ana');
      await erasures.stop();
      await vault.setCheckpoint({ position: 3, leaf: 'another' });
      open();

      expect(await erasures.applyLoggedErasures()).toEqual(['acme/ana']);
    });
  });
});

/** Looks again after every turn. */
const waitFor = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await yieldToEventLoop();
};
