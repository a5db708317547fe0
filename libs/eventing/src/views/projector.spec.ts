import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MemoryEventStore } from '../log/memory-event-store.js';
import { MemoryViewStore } from './memory-view-store.js';
import type { NewEvent } from '../messages.js';
import { Projector } from './projector.js';
import type { ViewWriter } from './view-writer.port.js';
import { viewProgressConformance } from './conformance/view-progress.conformance.js';
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

viewProgressConformance(async (patience) => {
  const events = new MemoryEventStore();
  const { reader, writer } = new MemoryViewStore([matters, arrivals]);
  const progress = new Projector(events, writer, { patience });
  await progress.start();
  return {
    progress,
    append: async (count) => {
      const version = (await events.read('matter-acme-a')).length;
      const told = Array.from({ length: count }, () => moved('a', 'x'));
      const recorded = await events.append('matter-acme-a', version, told.map(proposed));
      return recorded.at(-1)!.position;
    },
    readable: () => reader.position(),
    close: () => progress.stop(),
  };
});

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
    projector = new Projector(events, views.writer, { patience: 30 });
  });
  afterEach(() => projector.stop());

  it('has the views as far as the log once it has started, in pages', async () => {
    await append(0, opened('a'), ...Array.from({ length: 9 }, () => moved('a', 'x')));
    projector = new Projector(events, views.writer, { page: 3 });
    await projector.start();
    expect(projector.position).toBe(10);
    expect(await views.reader.get(matters, 'acme', 'a')).toMatchObject({ counted: 10 });
  });

  it('goes on where the views are, and counts nothing twice', async () => {
    await append(0, opened('a'), moved('a', 'x'));
    await projector.start();
    await projector.stop();
    await append(2, moved('a', 'y'));
    const again = new Projector(events, views.writer);
    await again.start();
    expect(await views.reader.get(matters, 'acme', 'a')).toMatchObject({ counted: 3 });
    await again.stop();
  });

  it('tells of a listener that throws', async () => {
    const faults: unknown[] = [];
    projector = new Projector(events, views.writer, { onFault: (fault) => faults.push(fault) });
    await projector.start();
    projector.onApplied(() => {
      throw new Error('My own fault.');
    });
    await projector.waitFor(await append(0, opened('a')));
    await projector.waitFor(await append(1, moved('a', 'x')));
    expect(faults).toMatchObject([{ message: 'My own fault.' }, { message: 'My own fault.' }]);
  });

  it('offers a batch again when the views could not be written, and tells of it', async () => {
    const onFault = jest.fn();
    let broken = true;
    views = new MemoryViewStore([matters]);
    const { writer } = views;
    const breaking: ViewWriter = {
      position: () => writer.position(),
      apply: async (batch) => {
        if (broken) throw new Error('The disk is full.');
        await writer.apply(batch);
      },
    };
    projector = new Projector(events, breaking, { onFault, patience: 5000 });
    await projector.start();
    const reached = projector.waitFor(await append(0, opened('a')));
    broken = false;
    expect(await reached).toBe(true);
    expect(onFault).toHaveBeenCalledWith(expect.objectContaining({ message: 'The disk is full.' }));
    expect(await views.reader.get(matters, 'acme', 'a')).toMatchObject({ counted: 1 });
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
    projector = new Projector(events, views.writer, { page: 7 });
    await projector.start();
    expect(projector.position).toBe(31);
    await projector.waitFor(await append(31, moved('a', 'y')));
    expect(await views.reader.get(matters, 'acme', 'a')).toMatchObject({ counted: 32 });
    expect(await views.reader.states()).toContainEqual({
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
    const shorter = new Projector(new MemoryEventStore(), views.writer);
    await expect(shorter.start()).rejects.toThrow('another log');
  });
});
