/** What a part of the system reports about itself. No secrets: anybody may read it. */
export interface Health {
  readonly ok: boolean;
  readonly [detail: string]: unknown;
}

export interface HealthCheck {
  readonly name: string;
  check(): Promise<Health> | Health;
}

const said = async ({ name, check }: HealthCheck): Promise<readonly [string, Health]> => {
  try {
    return [name, await check()];
  } catch {
    return [name, { ok: false }];
  }
};

/** Whether this process can take requests. */
export class Readiness {
  #stopping = false;

  constructor(private readonly checks: readonly HealthCheck[]) {}

  /** Makes it not ready from now on. */
  stop(): void {
    this.#stopping = true;
  }

  get isStopping(): boolean {
    return this.#stopping;
  }

  async report(): Promise<Health> {
    const found = await Promise.all(this.checks.map(said));
    const ok = !this.#stopping && found.every(([, health]) => health.ok);
    return { ok, ...(this.#stopping && { stopping: true }), checks: Object.fromEntries(found) };
  }
}
