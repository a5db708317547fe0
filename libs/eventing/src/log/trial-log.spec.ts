import { beforeEach, describe, expect, it } from '@jest/globals';
import { idAt, newNote } from './conformance/notes.fixture.js';
import { MemoryEventStore } from './memory-event-store.js';
import { TrialLog } from './trial-log.js';

const STREAM = `note-acme-${idAt(1)}`;

describe('trying something on a log', () => {
  let log: MemoryEventStore;
  let trial: TrialLog;
  beforeEach(async () => {
    log = new MemoryEventStore();
    trial = new TrialLog(log);
    await log.append(STREAM, 0, [newNote('one', idAt(2)), newNote('two', idAt(3))]);
  });

  const textsIn = async (range = {}) =>
    (await trial.read(STREAM, range)).map(({ data }) => (data as { text: string }).text);

  it('reads what is stored and what was tried, and leaves the log as it is', async () => {
    const [tried] = await trial.append(STREAM, 2, [newNote('three', idAt(4))]);
    expect(tried).toMatchObject({ stream: STREAM, revision: 2, data: { text: 'three' } });
    expect(await textsIn()).toEqual(['one', 'two', 'three']);
    expect(await textsIn({ from: 1, limit: 1 })).toEqual(['two']);
    expect(await textsIn({ backwards: true, limit: 2 })).toEqual(['three', 'two']);
    expect(await log.head()).toBe(2);
  });

  it('refuses what the log would refuse, and answers a repetition as the first time', async () => {
    await trial.append(STREAM, 2, [newNote('three', idAt(4))]);
    const [again] = await trial.append(STREAM, 2, [newNote('three', idAt(4))]);
    expect(again).toMatchObject({ revision: 2, data: { text: 'three' } });
    await expect(trial.append(STREAM, 0, [newNote('other', idAt(5))])).rejects.toMatchObject({
      code: 'stream.changed',
    });
  });
});
