import type { Log } from '#platform';
import type { MasterKeys, Rotation, Vault, VaultCounts } from '#vault';

export interface VaultState extends VaultCounts {
  /** The id of the master key that wraps new keys. */
  readonly current: string;
  /** How far a rotation is, while it runs. */
  readonly rotation?: Rotation;
}

/** Wraps the keys of persons with a new master key while the desk is running. */
export class Rotations {
  #current: string;
  #rotation: Rotation | undefined;
  #running: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(
    private readonly vault: Vault,
    /** The master keys as configured now: the current one first. */
    private readonly given: () => MasterKeys,
    private readonly log: Log,
  ) {
    this.#current = given().current.id;
  }

  async state(): Promise<VaultState> {
    const rotation = this.#rotation;
    return { ...(await this.vault.count()), current: this.#current, ...(rotation && { rotation }) };
  }

  /** Reads the master keys again, and continues an earlier rotation that was interrupted. */
  begin(): void {
    const { current } = this.given();
    this.#current = current.id;
    this.#running = this.#running.then(() => this.#rotate(current));
  }

  /** At the start: continues with what is left. */
  async resume(): Promise<void> {
    const { masters } = await this.vault.count();
    if (Object.keys(masters).some((id) => id !== this.#current)) this.begin();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  async #rotate(to: MasterKeys['current']): Promise<void> {
    try {
      await this.vault.rotate(to, (rotation) => this.#follow(rotation));
      this.log.info('every key is wrapped with the current master key', { master: to.id });
    } catch (error) {
      if (!this.#stopped) this.log.bug(error);
    } finally {
      this.#rotation = undefined;
    }
  }

  #follow(rotation: Rotation) {
    this.#rotation = rotation;
    if (this.#stopped)
      throw new Error('The desk is stopping; the rotation continues at the next start.');
  }
}
