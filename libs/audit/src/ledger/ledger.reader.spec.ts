import { beforeAll, describe, expect, it } from '@jest/globals';
import { leafHash, type RecordedEvent } from '#eventing';
import { Ledger, readEntryBundle, tilePath } from '#ledger';
import { MemoryLedgerStore, writeLeaves } from '#ledger/testing';

import { AuditedLog } from '../audited-log.port.js';
import { LedgerReader } from './ledger.reader.js';

const SIZE = 257_000;

const envelopeOf = (position: number) => Buffer.from(`event ${position}`);

class NumberedLog extends AuditedLog {
  async stream() {
    return [];
  }

  async hidden() {
    return [];
  }

  async at(position: number) {
    return { position, envelope: envelopeOf(position) } as unknown as RecordedEvent;
  }

  async disclosures() {
    return [];
  }
}

describe('what is served of a large log', () => {
  let reader: LedgerReader;
  beforeAll(async () => {
    const store = new MemoryLedgerStore();
    await writeLeaves(store, 'acme', SIZE, (index) => leafHash(envelopeOf(index + 1)));
    const notary = { caughtUp: async () => {} };
    reader = new LedgerReader(new Ledger({ store, notary, witnesses: [] }), new NumberedLog());
  });

  it.each([
    ['two parts', 0, 3, 256],
    ['three parts', 1, 3, 235],
    ['three parts', 0, 1000, 256],
    ['four parts', 0, 1003, 232],
  ])('is found by a name of %s', async (_, level, index, width) => {
    const bytes = await reader.tile('acme', tilePath({ level, index, width }));
    expect(bytes).toHaveLength(width * 32);
  });

  it.each([
    ['entries', 1000, 256],
    ['entries', 1003, 232],
  ] as const)('holds, in %s, what the hashes beside it are of', async (level, index, width) => {
    const bundle = await reader.tile('acme', tilePath({ level, index, width }));
    const hashes = await reader.tile('acme', tilePath({ level: 0, index, width }));
    expect(Buffer.concat(readEntryBundle(bundle).map((entry) => leafHash(entry)))).toEqual(hashes);
  });

  it.each([
    '0/x001/004',
    '0/x001/003',
    '1/003.p/236',
    '2/000.p/4',
    '3/000.p/1',
    'x',
    'entries/x001/003',
  ])('is nothing beyond the checkpoint: %s', (path) =>
    expect(reader.tile('acme', path)).rejects.toMatchObject({ type: { code: 'http.not-found' } }),
  );
});
