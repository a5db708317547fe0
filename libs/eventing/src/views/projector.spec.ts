import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MemoryEventStore } from '../log/memory-event-store.js';
import { MemoryViewStore } from './memory-view-store.js';
import type { NewEvent } from '../messages.js';
import { Projector } from './projector.js';
import { eventIdOf } from '../stream.js';
import {
  arrivals,
  matters,
  moved,
  opened,
  type LoggedMatterEvent,
} from './conformance/matters.fixture.js';

const meta: NewEvent['meta'] = {
  tenant: 'acme',
  actor: { kind: 'agent', id: 'ana' },
  at: '2026-03-02T09:00:00.000Z',
  correlation: 'c',
  causation: 'c',
};

let context = 0;
const proposed = ({ type, data }: LoggedMatterEvent): NewEvent => {
  context += 1;
  const command = `01990000-0000-7000-8000-${String(context).padStart(12, '0')}`;
  return { id: eventIdOf(command, 0), type, schema: 1, data, meta };
};

describe('projecting the log', () => {
  let events: MemoryEventStore;
  let views: MemoryViewStore;
  let projector: Projector;

  const append = async (version: number, ...told: readonly LoggedMatterEvent[]) => {
    const recorded = await events.append('matter-acme-a', version, told.map(proposed));
    return recorded.at(-1)!.position;
  };

  beforeEach(() => {
    events = new MemoryEventStore();
    views = new MemoryViewStore([matters, arrivals]);
    projector = new Projector(events, views, { patience: 30 });
  });
  afterEach(() => projector.stop());

  it('has the views as far as the log once it has started, in pages', async () => {
    await append(0, opened('a'), ...Array.from({ length: 9 }, () => moved('a', 'x')));
    projector = new Projector(events, views, { page: 3 });
    await projector.start();
    expect(projector.position).toBe(10);
    expect(await views.get(matters, 'acme', 'a')).toMatchObject({ counted: 10 });
  });

  it('goes on where the views are, and counts nothing twice', async () => {
    await append(0, opened('a'), moved('a', 'x'));
    await projector.start();
    await projector.stop();
    await append(2, moved('a', 'y'));
    const again = new Projector(events, views);
    await again.start();
    expect(await views.get(matters, 'acme', 'a')).toMatchObject({ counted: 3 });
    await again.stop();
  });

  it('tells those who wait as soon as the views are there, in whatever order they asked', async () => {
    await projector.start();
    const told: number[] = [];
    const waiting = [3, 1, 2, 3, 1].map((position) =>
      projector.waitFor(position).then((there) => told.push(there ? position : -1)),
    );
    await append(0, opened('a'), moved('a', 'x'));
    await append(2, moved('a', 'y'));
    await Promise.all(waiting);
    expect(told).toEqual([1, 1, 2, 3, 3]);
    expect(await projector.waitFor(3)).toBe(true);
  });

  it('lets nobody wait for ever', async () => {
    await projector.start();
    const other = projector.waitFor(1);
    expect(await projector.waitFor(2)).toBe(false);
    expect(await other).toBe(false);
    await append(0, opened('a'));
    expect(await projector.waitFor(1)).toBe(true);
  });

  it('calls back with each batch after the views have it', async () => {
    await projector.start();
    const seen: unknown[] = [];
    const stop = projector.onApplied((batch) => seen.push(...batch.map(({ type }) => type)));
    await projector.waitFor(await append(0, opened('a'), moved('a', 'x')));
    stop();
    await projector.waitFor(await append(2, moved('a', 'y')));
    expect(seen).toEqual(['Opened', 'Moved']);
  });

  it('goes on when a listener throws, and tells of it', async () => {
    const onFault = jest.fn();
    projector = new Projector(events, views, { onFault });
    await projector.start();
    const later = jest.fn();
    projector.onApplied(() => {
      throw new Error('My own fault.');
    });
    projector.onApplied(later);
    await projector.waitFor(await append(0, opened('a')));
    await projector.waitFor(await append(1, moved('a', 'x')));
    expect(later).toHaveBeenCalledTimes(2);
    expect(onFault).toHaveBeenCalledTimes(2);
  });

  it('offers a batch again when the views could not be written, and tells of it', async () => {
    const onFault = jest.fn();
    let broken = true;
    class Breaking extends MemoryViewStore {
      override async apply(batch: Parameters<MemoryViewStore['apply']>[0]) {
        if (broken) throw new Error('The disk is full.');
        await super.apply(batch);
      }
    }
    views = new Breaking([matters]);
    projector = new Projector(events, views, { onFault, patience: 5000 });
    await projector.start();
    const reached = projector.waitFor(await append(0, opened('a')));
    broken = false;
    expect(await reached).toBe(true);
    expect(onFault).toHaveBeenCalledWith(expect.objectContaining({ message: 'The disk is full.' }));
    expect(await views.get(matters, 'acme', 'a')).toMatchObject({ counted: 1 });
  });

  it('is not held up at its start by a view that stands still', async () => {
    const poison = {
      ...arrivals,
      when: {
        Moved: () => {
          throw new Error('I cannot fold this.');
        },
      },
    };
    await append(0, opened('a'), ...Array.from({ length: 30 }, () => moved('a', 'x')));
    views = new MemoryViewStore([matters, poison]);
    projector = new Projector(events, views, { page: 7 });
    await projector.start();
    expect(projector.position).toBe(31);
    await projector.waitFor(await append(31, moved('a', 'y')));
    expect(await views.get(matters, 'acme', 'a')).toMatchObject({ counted: 32 });
    expect(await views.states()).toContainEqual({
      view: 'arrivals',
      version: 1,
      position: 1,
      fault: expect.stringContaining('I cannot fold this.'),
    });
  });

  it('does not start on views that were made from another log', async () => {
    await append(0, opened('a'), moved('a', 'x'));
    await projector.start();
    await projector.stop();
    const shorter = new Projector(new MemoryEventStore(), views);
    await expect(shorter.start()).rejects.toThrow('another log');
  });
});
