import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { leafHash } from '#eventing';

import { openNote } from '../notes/signed-note.js';
import { signerOf } from '../notes/note-key.js';
import { MemoryLedgerStore } from '../store/memory-ledger-store.js';
import { Cosigners } from './cosigners.js';
import { grow } from './grow.js';
import { HttpWitness } from './http-witness.js';
import { WitnessServer } from './witness-server.fixture.js';

const own = signerOf('desk.example/acme', Buffer.alloc(32, 5));
const forger = signerOf('desk.example/acme', Buffer.alloc(32, 6));

describe('witnesses over HTTP', () => {
  let server: WitnessServer;
  let witness: HttpWitness;
  let store: MemoryLedgerStore;
  let faults: Error[];

  const add = async (to: MemoryLedgerStore, position: number, signer = own, word = 'event') => {
    const leaf = leafHash(Buffer.from(`${word} ${position}`));
    const event = { position, stream: 'note-acme-1', revision: position - 1, leaf };
    await to.write([await grow(to, 'acme', [event], [signer])], position);
  };
  const asked = async (of: MemoryLedgerStore, by = witness) => {
    const onFault = (error: unknown) => void faults.push(error as Error);
    const cosigners = new Cosigners({ store: of, witnesses: [by], onFault });
    cosigners.published('acme');
    await cosigners.settled();
    const { note } = (await of.head('acme'))!;
    return openNote(note, [own, forger, server.verifier]).signedBy.map(({ name }) => name);
  };

  beforeEach(async () => {
    server = await WitnessServer.open('witness.example', () => [own]);
    witness = new HttpWitness(server.url, server.verifier);
    store = new MemoryLedgerStore();
    faults = [];
    await add(store, 1);
  });
  afterEach(() => server.close());

  it('cosign a checkpoint, and each later one with a proof that the log only grew', async () => {
    expect(await asked(store)).toEqual(['desk.example/acme', 'witness.example']);
    await add(store, 2);
    await add(store, 3);
    expect(await asked(store)).toEqual(['desk.example/acme', 'witness.example']);
    expect([server.answered, faults]).toEqual([[200, 200], []]);
  });

  it('are not asked again for a checkpoint that they have cosigned', async () => {
    await asked(store);
    expect(await asked(store)).toEqual(['desk.example/acme', 'witness.example']);
    expect(server.answered).toEqual([200]);
  });

  it('are asked again from the size that they say they have, after a restart of ours', async () => {
    await asked(store);
    await add(store, 2);
    const fresh = new HttpWitness(server.url, server.verifier);
    expect(await asked(store, fresh)).toContain('witness.example');
    expect(server.answered).toEqual([200, 409, 200]);
  });

  it('cosign no fork, and no smaller log that was restored', async () => {
    await add(store, 2);
    await asked(store);
    const fork = new MemoryLedgerStore();
    for (const position of [1, 2, 3]) await add(fork, position, own, 'other');
    expect(await asked(fork)).toEqual(['desk.example/acme']);
    const restored = new MemoryLedgerStore();
    await add(restored, 1);
    expect(await asked(restored)).toEqual(['desk.example/acme']);
    expect(faults.map(({ message }) => message)).toEqual([
      expect.stringContaining('it answered 422'),
      expect.stringContaining('it knows the log at size 4'),
    ]);
  });

  it('cosign nothing that the log’s key has not signed', async () => {
    const forged = new MemoryLedgerStore();
    await add(forged, 1, forger);
    expect(await asked(forged)).toEqual(['desk.example/acme']);
    expect(faults[0]!.message).toContain('it answered 403');
  });

  it('are believed only with a signature of their own key', async () => {
    const name = 'witness.example';
    const other = signerOf(name, Buffer.alloc(32, 9), 4);
    expect(await asked(store, new HttpWitness(server.url, other))).toEqual(['desk.example/acme']);
    expect(faults[0]!.message).toContain('its signature is not that of its key');
  });

  it('that are away hold up nothing', async () => {
    const away = new HttpWitness('http://127.0.0.1:9', server.verifier);
    expect(await asked(store, away)).toEqual(['desk.example/acme']);
    expect(faults).toHaveLength(1);
  });
});
