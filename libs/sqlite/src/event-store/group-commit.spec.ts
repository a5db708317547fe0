import { describe, expect, it } from '@jest/globals';
import { serialize } from '#eventing';
import { newStream, notes, refused } from '#eventing/testing';

import { GroupCommit, usualLimits, type GroupLimits, type Waiting } from './group-commit.js';

const sizes = (groups: readonly (readonly Waiting[])[]) => groups.map(({ length }) => length);

/** Collects groups and answers each append with nothing, or what is given. */
const collecting = (limits: Partial<GroupLimits> = {}) => {
  const groups: (readonly Waiting[])[] = [];
  const commit = new GroupCommit(
    (group) => {
      groups.push(group);
      for (const { resolve } of group) resolve([]);
    },
    { ...usualLimits, ...limits },
  );
  const add = (events = 1) => commit.add(newStream(), 0, notes(events).map(serialize));
  return { groups, commit, add };
};

describe('committing in groups', () => {
  it('takes everything of one turn together', async () => {
    const { groups, add } = collecting();
    await Promise.all(Array.from({ length: 32 }, () => add()));

    expect(sizes(groups)).toEqual([32]);
  });

  it('lets a lone append wait for nobody', async () => {
    const { groups, add } = collecting();
    await add();
    await add();

    expect(sizes(groups)).toEqual([1, 1]);
  });

  it('keeps the order in which they came', async () => {
    const { groups, add } = collecting({ groupEvents: 2 });
    await Promise.all([1, 2, 1, 1].map((events) => add(events)));

    expect(groups.flat().map(({ drafts }) => drafts.length)).toEqual([1, 2, 1, 1]);
    expect(sizes(groups)).toEqual([1, 1, 2]);
  });

  it('bounds a group by its bytes', async () => {
    const { groups, add } = collecting({ groupBytes: 1200 });
    await Promise.all([1, 2, 3, 4, 5].map(() => add()));

    expect(sizes(groups)).toEqual([2, 2, 1]);
  });

  it('takes an append that is larger than a group, alone', async () => {
    const { groups, add } = collecting({ groupEvents: 2 });
    await Promise.all([5, 1].map((events) => add(events)));

    expect(sizes(groups)).toEqual([1, 1]);
  });

  it.each([
    ['events', { waitingEvents: 4 }],
    ['bytes', { waitingBytes: 4 * 600 }],
  ])('refuses what is too much by its %s, and never holds more', async (_, limits) => {
    const { commit, add } = collecting(limits);
    const accepted = [1, 2, 3, 4].map(() => add());
    await refused(add(), 'stream.busy');

    expect(commit.waiting).toBe(4);
    await Promise.all(accepted);
    expect(commit.waiting).toBe(0);
  });

  it('takes one append that is too much by itself when nothing else waits', async () => {
    const { add } = collecting({ waitingEvents: 2 });

    expect(await add(3)).toEqual([]);
  });

  it('writes what waits when it closes, then takes nothing more', async () => {
    const { groups, commit, add } = collecting({ groupEvents: 1 });
    const accepted = [add(), add()];
    commit.close();
    await Promise.all(accepted);

    expect(sizes(groups)).toEqual([1, 1]);
    await expect(add()).rejects.toThrow('closed');
  });

  it('gives up all that waits when told to', async () => {
    const { commit, add } = collecting();
    const waiting = [add(), add()];
    commit.fail(new Error('lost'));

    const outcomes = await Promise.allSettled(waiting);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(commit.waiting).toBe(0);
  });
});
