import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { NewEvent } from '#eventing';
import { MemoryEventStore, TestClock } from '#eventing/testing';

import { mapKeyOf, mapProof, streamHeadIn } from '../map/stream-map.js';
import { openCheckpoint } from '../notes/checkpoint.js';
import { signerOf } from '../notes/note-key.js';
import { MemoryLedgerStore } from '../store/memory-ledger-store.js';
import { rangeHashIn } from '../tiles/tiles.js';
import { FolderWitness } from './folder-witness.js';
import { Notary, type NotaryParts } from './notary.js';
import { checkNotRolledBack } from './rolled-back.js';

const seed = Buffer.alloc(32, 5);
const signers = (tenant: string) => [signerOf(`desk.example/${tenant}`, seed)];

const note = (id: number, tenant: string): NewEvent => ({
  id: `019ab3c4-0000-7000-8000-${String(id).padStart(12, '0')}`,
  type: 'NoteTaken',
  schema: 1,
  data: { id },
  meta: {
    tenant,
    actor: { kind: 'agent', id: 'amal' },
    at: '2026-11-22T09:30:00.000Z',
    correlation: 'c',
    causation: 'c',
  },
});

describe('a notary', () => {
  let folder: string;
  let log: MemoryEventStore;
  let store: MemoryLedgerStore;
  let clock: TestClock;
  let notary: Notary;
  let witness: FolderWitness;
  let faults: unknown[];
  let written: number;

  const parts = (): NotaryParts => ({
    log,
    store,
    signers,
    witnesses: [witness],
    clock,
    onFault: (error) => faults.push(error),
  });
  const append = async (stream: string, version: number, tenant = 'acme') =>
    log.append(stream, version, [note(written++, tenant)]);
  const sizeOf = async (tenant = 'acme') => (await store.head(tenant))?.size;
  const rest = () => new Promise<void>((go) => void setTimeout(go, 20));

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'amends-witness-'));
    log = new MemoryEventStore({ stride: (last) => 1 + (last % 3) });
    store = new MemoryLedgerStore();
    clock = new TestClock('2026-11-22T09:30:00.000Z');
    witness = new FolderWitness(folder);
    faults = [];
    written = 0;
    notary = new Notary(parts());
    await notary.start();
  });
  afterEach(async () => {
    await notary.stop();
    await log.close();
    rmSync(folder, { recursive: true });
    expect(faults).toEqual([]);
  });

  it('signs a checkpoint within a second of growth, and none while nothing happens', async () => {
    await append('note-acme-1', 0);
    await rest();
    expect(await sizeOf()).toBeUndefined();
    clock.advance(1000);
    await rest();
    expect(await sizeOf()).toBe(2);
    clock.advance(60_000);
    await rest();
    expect(await sizeOf()).toBe(2);
  });

  it('adds each event as it was hashed, and after them where each stream ends', async () => {
    const [first] = await append('note-acme-1', 0);
    const [second] = await append('note-acme-2', 0);
    await notary.caughtUp();
    const head = (await store.head('acme'))!;
    const { size, root } = openCheckpoint(head.note, signers('acme'));
    const rangeHash = rangeHashIn((level, index) => store.tile('acme', level, index));
    expect(size).toBe(3);
    expect(Buffer.from(await rangeHash(0, 1))).toEqual(Buffer.from(first!.leaf));
    expect(Buffer.from(await rangeHash(1, 2))).toEqual(Buffer.from(second!.leaf));
    expect(await rangeHash(0, 3)).toEqual(root);
    const [, , logged] = await store.leaves('acme', 0, 10);
    const { map } = JSON.parse(String(Buffer.from((logged as { entry: Uint8Array }).entry))) as {
      map: string;
    };
    const key = mapKeyOf('note-acme-2');
    const proof = await mapProof((path) => store.node('acme', path), key);
    expect(streamHeadIn(proof, key, Buffer.from(map, 'hex'))).toMatchObject({ revision: 0 });
  });

  it('keeps a log for each tenant', async () => {
    await append('note-acme-1', 0);
    await append('note-bolt-1', 0, 'bolt');
    await append('note-bolt-1', 1, 'bolt');
    await notary.caughtUp();
    expect([await sizeOf('acme'), await sizeOf('bolt')]).toEqual([2, 3]);
    expect(() => openCheckpoint('', signers('bolt'))).toThrow('note');
  });

  it('goes on after a stop where it ended, and has every event once', async () => {
    await append('note-acme-1', 0);
    await notary.caughtUp();
    await notary.stop();
    await append('note-acme-1', 1);
    notary = new Notary(parts());
    await notary.start();
    await append('note-acme-1', 2);
    await notary.caughtUp();
    const leaves = await store.leaves('acme', 0, 10);
    const positions = leaves.flatMap((leaf) => ('position' in leaf ? [leaf.position] : []));
    expect(positions).toEqual((await log.readAll({ limit: 10 })).map(({ position }) => position));
  });

  it('catches up with a long log in several checkpoints, and has every event once', async () => {
    await notary.stop();
    for (let version = 0; version < 2600; version += 1) await append('note-acme-1', version);
    notary = new Notary(parts());
    await notary.start();
    await notary.caughtUp();
    const leaves = await store.leaves('acme', 0, 3000);
    const positions = leaves.flatMap((leaf) => ('position' in leaf ? [leaf.position] : []));
    const logged = await log.readAll({ limit: 3000 });
    expect(positions).toEqual(logged.map(({ position }) => position));
    expect(leaves.length - positions.length).toBeGreaterThan(1);
  });

  it('loses nothing when the ledger cannot be written for a while', async () => {
    const { write } = store;
    store.write = () => Promise.reject(new Error('The disk is full.'));
    await append('note-acme-1', 0);
    await expect(notary.caughtUp()).rejects.toThrow('full');
    store.write = write;
    await append('note-acme-1', 1);
    await notary.caughtUp();
    expect(await sizeOf()).toBe(3);
  });

  it('hands each checkpoint to the witnesses', async () => {
    await append('note-acme-1', 0);
    await notary.caughtUp();
    expect(readdirSync(folder)).toEqual(['acme.checkpoint']);
    expect(await witness.heads()).toEqual([
      { tenant: 'acme', note: (await store.head('acme'))!.note },
    ]);
  });

  describe('that starts on what was restored', () => {
    beforeEach(async () => {
      await append('note-acme-1', 0);
      await append('note-acme-1', 1);
      await notary.caughtUp();
    });

    it('has nothing to say when log, ledger and witness agree', async () => {
      await expect(checkNotRolledBack(log, store, [witness])).resolves.toBeUndefined();
    });

    it('says that the log is older than its ledger', async () => {
      const older = new MemoryEventStore();
      await older.appendRecorded('note-acme-1', 0, await log.read('note-acme-1', { limit: 1 }));
      await expect(checkNotRolledBack(older, store, [])).rejects.toThrow('The log lacks events');
    });

    it('says that the log is another one', async () => {
      const other = new MemoryEventStore({ stride: (last) => 1 + (last % 3) });
      for (const version of [0, 1])
        await other.append('note-acme-2', version, [note(9 + version, 'acme')]);
      await expect(checkNotRolledBack(other, store, [])).rejects.toThrow('The log lacks events');
    });

    it('says that the ledger is older than what a witness holds', async () => {
      const empty = new MemoryLedgerStore();
      await expect(checkNotRolledBack(log, empty, [witness])).rejects.toThrow('a witness holds');
    });

    it('says that the ledger tells another history than the one that a witness holds', async () => {
      const other = new MemoryEventStore();
      for (const version of [0, 1])
        await other.append('note-acme-3', version, [note(20 + version, 'acme')]);
      const fork = new MemoryLedgerStore();
      const forger = new Notary({ ...parts(), log: other, store: fork, witnesses: [] });
      await forger.start();
      await forger.caughtUp();
      await forger.stop();
      await expect(checkNotRolledBack(other, fork, [])).resolves.toBeUndefined();
      await expect(checkNotRolledBack(other, fork, [witness])).rejects.toThrow('a witness holds');
    });
  });
});
