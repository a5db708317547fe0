import { beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryEventStore } from '../log/memory-event-store.js';
import { MemoryViewStore } from './memory-view-store.js';
import type { Shelf } from './memory-views.js';
import type { NewEvent } from '../messages.js';
import { Projector } from './projector.js';
import { rebuildUnfinished, rebuildViews, type RebuildProgress } from './rebuild.js';
import { eventIdOf } from '../stream.js';
import {
  arrivals,
  dumpOf,
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

describe('rebuilding from the log', () => {
  let events: MemoryEventStore;
  let views: MemoryViewStore;
  let shelf: Shelf;
  let length: number;

  const append = async (...told: readonly LoggedMatterEvent[]) => {
    await events.append('matter-acme-a', length, told.map(proposed));
    length += told.length;
  };

  beforeEach(async () => {
    [events, shelf, length] = [new MemoryEventStore(), new Map(), 0];
    views = new MemoryViewStore([matters, arrivals], shelf);
    await append(opened('a'), ...Array.from({ length: 24 }, (_, index) => moved('a', `q${index}`)));
    await views.writer.apply(await events.readAll({ limit: 100 }));
  });

  it('shows the same afterwards, and tells how far it is', async () => {
    const before = await dumpOf(views, 'acme');
    const progress: RebuildProgress[] = [];
    await rebuildViews(events, views.rebuilder, [matters], {
      page: 10,
      onProgress: (step) => progress.push(step),
    });
    expect(await dumpOf(views, 'acme')).toEqual(before);
    expect(progress.map(({ position }) => position)).toEqual([10, 20, 25]);
    expect(progress.every(({ views: [name], head }) => name === 'matters' && head === 25)).toBe(
      true,
    );
    expect((await views.reader.states()).every(({ rebuilding }) => rebuilding === undefined)).toBe(
      true,
    );
  });

  it('can be stopped between two pages, and goes on there', async () => {
    const stop = new AbortController();
    const stopped = rebuildViews(events, views.rebuilder, [matters], {
      page: 10,
      onProgress: () => stop.abort(),
      signal: stop.signal,
    });
    await expect(stopped).rejects.toThrow('abort');
    const positions: number[] = [];
    await rebuildViews(events, views.rebuilder, [matters], {
      page: 10,
      onProgress: ({ position }) => positions.push(position),
    });
    expect(positions).toEqual([20, 25]);
    expect(await views.reader.get(matters, 'acme', 'a')).toMatchObject({ counted: 25 });
  });

  it('ends while the log goes on being written and projected', async () => {
    const projector = new Projector(events, views.writer);
    await projector.start();
    let writes = 0;
    await rebuildViews(events, views.rebuilder, [matters], {
      page: 5,
      onProgress: () => {
        writes += 1;
        if (writes < 200) void append(...Array.from({ length: 3 }, () => moved('a', 'busy')));
      },
    });
    expect(writes).toBeLessThan(200);
    await projector.waitFor(length);
    expect(await views.reader.get(matters, 'acme', 'a')).toMatchObject({ counted: length });
    await projector.stop();
  });

  it('rebuilds at the start what the code has changed, and nothing else', async () => {
    const counted: typeof matters = {
      ...matters,
      version: 2,
      when: { ...matters.when, Moved: (row) => row && { ...row, counted: row.counted + 100 } },
    };
    const changed = new MemoryViewStore([counted, arrivals], shelf);
    expect(await rebuildUnfinished(events, changed, [counted, arrivals])).toEqual(['matters']);
    expect(await changed.reader.get(counted, 'acme', 'a')).toMatchObject({ counted: 2401 });
    expect(await rebuildUnfinished(events, changed, [counted, arrivals])).toEqual([]);
  });

  it('finishes at the start what was stopped', async () => {
    const stop = new AbortController();
    const stopped = rebuildViews(events, views.rebuilder, [arrivals], {
      page: 10,
      onProgress: () => stop.abort(),
      signal: stop.signal,
    });
    await expect(stopped).rejects.toThrow('abort');
    expect(await rebuildUnfinished(events, views, [matters, arrivals])).toEqual(['arrivals']);
    expect(await rebuildUnfinished(events, views, [matters, arrivals])).toEqual([]);
  });

  it('reads the log once for all views, and goes on where the slowest of them is', async () => {
    const before = await dumpOf(views, 'acme');
    const stop = new AbortController();
    const stopped = rebuildViews(events, views.rebuilder, [arrivals], {
      page: 10,
      onProgress: () => stop.abort(),
      signal: stop.signal,
    });
    await expect(stopped).rejects.toThrow('abort');
    const positions: number[] = [];
    await rebuildViews(events, views.rebuilder, [matters, arrivals], {
      page: 10,
      onProgress: ({ position }) => positions.push(position),
    });
    expect(positions).toEqual([10, 20, 25]);
    expect(await dumpOf(views, 'acme')).toEqual(before);
    expect(await views.reader.states()).toEqual([
      { view: 'matters', version: 1, position: 25 },
      { view: 'arrivals', version: 1, position: 25 },
    ]);
  });

  it('builds the others when one cannot be built, and tells why that one cannot', async () => {
    const broken: typeof matters = {
      ...matters,
      version: 2,
      when: {
        Moved: () => {
          throw new Error('I cannot fold this.');
        },
      },
    };
    const counted: typeof arrivals = { ...arrivals, version: 2 };
    const changed = new MemoryViewStore([broken, counted], shelf);
    await expect(rebuildUnfinished(events, changed, [broken, counted])).rejects.toThrow(
      'I cannot fold this.',
    );
    expect(await changed.reader.states()).toMatchObject([
      { view: 'matters', version: 1, position: 25 },
      { view: 'arrivals', version: 2, position: 25 },
    ]);
  });

  it('keeps the old one serving when the new one cannot be built', async () => {
    const broken: typeof matters = {
      ...matters,
      version: 2,
      when: {
        Opened: () => {
          throw new Error('I cannot fold this.');
        },
      },
    };
    const changed = new MemoryViewStore([broken, arrivals], shelf);
    await expect(rebuildUnfinished(events, changed, [broken, arrivals])).rejects.toThrow(
      'I cannot fold this.',
    );
    expect(await changed.reader.get(broken, 'acme', 'a')).toMatchObject({ counted: 25 });
    expect((await changed.reader.states())[0]).toMatchObject({ version: 1, position: 25 });
  });

  it('ends with a reason when the log is shorter than what the views have seen', async () => {
    const other = new MemoryEventStore();
    await expect(rebuildViews(other, views.rebuilder, [matters])).rejects.toThrow('another log');
  });
});
