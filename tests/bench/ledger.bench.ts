import { hash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RecordedEvent, systemClock } from '#eventing';
import { inclusionProof, Ledger, Notary, signerOf } from '#ledger';
import { SqliteLedgerStore } from '#sqlite';

import { type Figure, figure, held, median, timed } from './figures.js';

/** Events that come between two checkpoints under load. */
const BATCH = 1000;

/** Events of each stream, in a row. */
const EACH = 5;

const PROOFS = 200;

const eventAt = (index: number) =>
  ({
    position: index + 1,
    stream: `ticket-bench-${hash('sha256', String(Math.floor(index / EACH)))}`,
    revision: index % EACH,
    leaf: hash('sha256', `leaf ${index}`, 'buffer'),
    meta: { tenant: 'bench' },
  }) as unknown as RecordedEvent;

type Receive = (events: readonly RecordedEvent[]) => Promise<void> | void;

/** A log that hands over what the bench makes up. */
class MadeUpLog {
  #receive: Receive = () => {};
  #head = 0;

  subscribe(_: number, receive: Receive) {
    this.#receive = receive;
    return { stop: async () => {} };
  }

  async head() {
    return this.#head;
  }

  async add(from: number, count: number) {
    this.#head = from + count;
    await this.#receive(Array.from({ length: count }, (_, at) => eventAt(from + at)));
  }
}

interface Growing {
  readonly store: SqliteLedgerStore;
  readonly notary: Notary;
  readonly log: MadeUpLog;
}

/** Milliseconds of each batch, its checkpoint on disk. */
const grown = async ({ log, notary }: Growing, events: number): Promise<readonly number[]> => {
  const times: number[] = [];
  for (let from = 0; from < events; from += BATCH)
    times.push(
      await timed(async () => {
        await log.add(from, BATCH);
        await notary.caughtUp();
      }),
    );
  return times;
};

const proving = async ({ store, notary }: Growing, events: number): Promise<number> => {
  const ledger = new Ledger({ store, notary, witnesses: [] });
  const { size } = (await store.head('bench'))!;
  const times: number[] = [];
  for (let turn = 0; turn < PROOFS; turn += 1) {
    const index = Math.floor((turn * events) / PROOFS);
    times.push(
      await timed(async () => {
        await inclusionProof(ledger.hashesOf('bench'), index, size);
        await ledger.mapProof('bench', eventAt(index).stream);
      }),
    );
  }
  return median(times);
};

const rate = (times: readonly number[]) =>
  (times.length * BATCH * 1000) / times.reduce((sum, time) => sum + time, 0);

const figuresOf = async (growing: Growing, events: number): Promise<Figure[]> => {
  const times = await grown(growing, events);
  const [size, last] = [events.toLocaleString('en'), times.slice(-20)];
  const proof = await proving(growing, events);
  return [
    figure(`events into the ledger, ${size} of them`, rate(times), '/s'),
    figure(`… the last ${last.length * BATCH} of them`, rate(last), '/s'),
    figure(`a checkpoint with ${BATCH} events, median of the last`, median(last), 'ms'),
    held(figure(`a proof, ${size} events`, proof, 'ms'), 'under 20', proof < 20),
  ];
};

const onFault = (error: unknown) => {
  throw error;
};

/** How fast the ledger grows, and how long a proof from it takes. */
export const ledgerBench = async (events: number): Promise<Figure[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'amends-bench-'));
  const store = SqliteLedgerStore.open(join(folder, 'ledger.db'));
  const log = new MadeUpLog();
  const signer = signerOf('bench', Buffer.alloc(32, 1));
  const signers = () => [signer];
  const parts = { log, store, signers, witnesses: [], clock: systemClock, onFault };
  const notary = new Notary(parts);
  await notary.start();
  try {
    return await figuresOf({ store, notary, log }, events);
  } finally {
    await notary.stop();
    await store.close();
    rmSync(folder, { recursive: true });
  }
};
