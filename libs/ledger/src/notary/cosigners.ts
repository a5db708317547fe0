import { readCheckpoint } from '../notes/checkpoint.js';
import { consistencyProof } from '../merkle/proofs.js';
import type { LedgerStore } from '../store/ledger-store.port.js';
import { rangeHashIn } from '../tiles/tiles.js';
import type { HttpWitness, Submission } from './http-witness.js';

interface CosignerParts {
  readonly store: LedgerStore;
  readonly witnesses: readonly HttpWitness[];
  readonly onFault: (error: unknown) => void;
}

const textIn = (note: string) => note.slice(0, note.lastIndexOf('\n\n') + 1);

/**
 * Has checkpoints cosigned, and adds the lines to them. Nothing waits for it: a witness that is slow,
 * or away, is asked again with the next checkpoint.
 */
export class Cosigners {
  /** By tenant: those who are asked now; and the tenants that have grown meanwhile. */
  readonly #asking = new Map<string, Promise<void>>();
  readonly #grown = new Set<string>();

  constructor(private readonly parts: CosignerParts) {}

  /** A tenant’s log has a new checkpoint. */
  published(tenant: string): void {
    if (this.parts.witnesses.length === 0) return;
    this.#grown.add(tenant);
    if (!this.#asking.has(tenant)) this.#asking.set(tenant, this.#follow(tenant));
  }

  /** Resolves when nobody is asked any more. */
  async settled(): Promise<void> {
    await Promise.all(this.#asking.values());
  }

  async #follow(tenant: string): Promise<void> {
    while (this.#grown.delete(tenant)) await this.#ask(tenant).catch(this.parts.onFault);
    this.#asking.delete(tenant);
  }

  async #ask(tenant: string): Promise<void> {
    const { store, witnesses, onFault } = this.parts;
    const submission = await this.#submission(tenant);
    const left = witnesses.filter(({ name }) => !submission.note.includes(`\n— ${name} `));
    const asked = left.map(async (witness) => {
      const lines = await witness.cosign(submission);
      await store.cosign(tenant, submission.size, lines);
    });
    await Promise.all(asked.map((one) => one.catch(onFault)));
  }

  async #submission(tenant: string): Promise<Submission> {
    const { store } = this.parts;
    const { size, note } = (await store.head(tenant))!;
    const rangeHash = rangeHashIn((level, index) => store.tile(tenant, level, index));
    const proofFrom = (from: number) => consistencyProof(rangeHash, from, size);
    return { origin: readCheckpoint(textIn(note)).origin, size, note, proofFrom };
  }
}
