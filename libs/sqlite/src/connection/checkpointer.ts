import type { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';

/**
 * JavaScript in a string, so that it runs from the sources, from compiled code, and in a test
 * runner.
 */
const WORKER = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { DatabaseSync } = require('node:sqlite');
  const database = new DatabaseSync(workerData, { timeout: 100 });
  database.exec('pragma synchronous = full');
  const checkpoint = database.prepare('pragma wal_checkpoint(passive)');
  parentPort.on('message', () => {
    try {
      parentPort.postMessage(checkpoint.get());
    } catch (error) {
      parentPort.postMessage({ fault: error.message });
    }
  });
`;

interface Outcome {
  /** Pages in the WAL, and how many of them were copied to the database file. */
  readonly log?: number;
  readonly checkpointed?: number;
  readonly fault?: string;
}

export interface CheckpointLimits {
  /** Bytes written after which a passive checkpoint starts in the background. */
  readonly every: number;
  /** Pages in the WAL at which the writer itself copies the rest, so that the WAL starts again. */
  readonly pages: number;
}

const usual: CheckpointLimits = { every: 4 * 1024 * 1024, pages: 16_384 };

/**
 * Copies the WAL to the database file in its own thread, because a checkpoint in the writer blocks
 * it for tens of milliseconds. A WAL starts again only when all of it has been copied while nobody
 * writes. So the writer copies the few pages that the thread has left, once the WAL has grown to
 * `pages`.
 */
export class Checkpointer {
  #worker: Worker | undefined;
  #written = 0;
  #busy = false;
  #due = false;
  #dead = false;

  constructor(
    private readonly file: string,
    private readonly limits: CheckpointLimits = usual,
  ) {}

  /** The writer calls it after each commit, outside a transaction. */
  committed(database: DatabaseSync, bytes: number): void {
    this.#written += bytes;
    if (this.#due || (this.#dead && this.#written > this.limits.every)) this.#finish(database);
    if (this.#busy || this.#dead || this.#written < this.limits.every) return;
    this.#written = 0;
    this.#busy = true;
    this.#worker ??= this.#start();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
    this.#worker.postMessage('go');
  }

  async close(): Promise<void> {
    this.#dead = true;
    await this.#worker?.terminate();
  }

  /** Started only when there is work for it: a thread costs memory and time to start. */
  #start(): Worker {
    const worker = new Worker(WORKER, { eval: true, workerData: this.file, execArgv: [] });
    worker.unref();
    worker.on('message', (outcome: Outcome) => this.#done(outcome));
    worker.on('error', () => void (this.#dead = true));
    return worker;
  }

  #done({ log = 0, checkpointed = 0 }: Outcome) {
    this.#busy = false;
    this.#due = log >= this.limits.pages && checkpointed === log;
  }

  #finish(database: DatabaseSync) {
    this.#due = false;
    if (this.#dead) this.#written = 0;
    database.exec('pragma wal_checkpoint(passive)');
  }
}
