import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { deserialize } from './appending.js';
import { canonical } from './canonical.js';
import { encodeAndHash, type HashableEvent, utf8 } from './envelope.js';
import { type Before, faultOf } from './event-fault.js';

interface Vectors {
  readonly events: readonly {
    name: string;
    event: HashableEvent;
    data: string;
    envelope: string;
    leaf: string;
  }[];
  readonly damaged: readonly {
    name: string;
    fault: string;
    data: string;
    envelope: string;
    leaf: string;
    before: { stream: string; revision: number; leaf: string; recordedAt: string } | null;
  }[];
}

const vectors = JSON.parse(
  readFileSync(
    new URL('../../../../docs/reference/event-format.vectors.json', import.meta.url),
    'utf8',
  ),
) as Vectors;

const stored = (row: { readonly data: string; readonly envelope: string; readonly leaf: string }) =>
  deserialize({
    position: 1,
    envelope: Buffer.from(row.envelope),
    dataBytes: Buffer.from(row.data),
    leaf: Buffer.from(row.leaf, 'hex'),
  });

const beforeOf = (row: Vectors['damaged'][number]['before']): Before =>
  row ? { ...row, leaf: Buffer.from(row.leaf, 'hex') } : undefined;

describe('the stored form of an event', () => {
  it.each(vectors.events)('$name', ({ event, data, envelope, leaf }) => {
    const encoded = encodeAndHash(event);

    expect(utf8(encoded.dataBytes)).toBe(data);
    expect(utf8(encoded.envelope)).toBe(envelope);
    expect(Buffer.from(encoded.leaf).toString('hex')).toBe(leaf);
  });

  it.each(vectors.events)('is read back: $name', (row) => {
    expect(stored(row)).toMatchObject(row.event);
  });

  it('has no fault where each event follows from the one before it', () => {
    const [first, second] = vectors.events.map(stored);
    expect([faultOf(first!, undefined), faultOf(second!, first)]).toEqual([undefined, undefined]);
  });

  it.each(vectors.damaged)('is found damaged: $name', (row) => {
    expect(faultOf(stored(row), beforeOf(row.before))).toBe(row.fault);
  });

  it('is the canonical JSON of its members, whatever is in them', () => {
    const [{ event }] = vectors.events as [Vectors['events'][number]];
    const text = fc.string({ unit: 'grapheme' });
    const meta = fc.record(
      {
        tenant: text,
        actor: fc.record({ kind: fc.constant('agent' as const), id: text }),
        onBehalfOf: text,
        at: text,
        occurredAt: text,
        correlation: text,
        causation: text,
        prev: text,
      },
      { requiredKeys: ['tenant', 'actor', 'at', 'correlation', 'causation'] },
    );
    fc.assert(
      fc.property(
        fc.tuple(text, text, text),
        fc.nat(),
        meta,
        ([id, stream, type], revision, made) => {
          const { envelope } = encodeAndHash({ ...event, id, stream, type, revision, meta: made });
          const { form, data, ...rest } = JSON.parse(utf8(envelope)) as Record<string, unknown>;
          const { tenant, ...others } = made;
          const plain = { ...rest, form, data, id, stream, type, revision, tenant, meta: others };
          expect(utf8(envelope)).toBe(canonical(plain));
        },
      ),
    );
  });

  it('takes the canonical form of the data from anyone who has it already', () => {
    const [{ event, data }] = vectors.events as [Vectors['events'][number]];
    expect(encodeAndHash(event, data)).toEqual(encodeAndHash(event));
  });
});
