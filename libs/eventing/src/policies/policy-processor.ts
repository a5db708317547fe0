import type { AnyPolicy, ScheduledCommand } from './policy.js';
import type { Clock } from '../clock.js';
import type { Receipt } from '../deciding/handle.js';
import type { CommandContext, Message, RecordedEvent } from '../messages.js';
import type { ViewProgress } from '../views/view-progress.port.js';
import type { Lease, Leases } from './leases.port.js';
import { RetryBackoff } from './retry-backoff.js';
import { TouchedRows } from './touched-rows.js';
import type { CrossTenantReader } from '../views/view-reader.port.js';

/** Sends a scheduled command to its aggregate. */
export type Ask = (
  aggregate: string,
  id: string,
  command: Message & CommandContext,
) => Promise<Pick<Receipt, 'position' | 'events'>>;

export interface PolicyProcessorOptions {
  readonly policies: readonly AnyPolicy[];
  readonly views: Pick<CrossTenantReader, 'get' | 'scanTenants'>;
  readonly progress: Pick<ViewProgress, 'onApplied' | 'waitFor'>;
  readonly ask: Ask;
  readonly clock: Clock;
  /** Only the process that holds the lease `policies` sends commands. */
  readonly leases: Leases;
  /**
   * Called with each refusal and fault. The scheduled command, if there is one, is tried again
   * after a growing pause.
   */
  readonly onFault?: (error: unknown, task?: ScheduledCommand, policy?: string) => void;
  /** How many scheduled commands are sent at the same time. */
  readonly page?: number;
}

/** It checks at least this often, so that it notices a clock that was set. */
const LONGEST = 60_000;

const momentOf = ({ due }: ScheduledCommand) => {
  const moment = Date.parse(due);
  return Number.isNaN(moment) ? Infinity : moment;
};

const context = (policy: string, at: string, task: ScheduledCommand): Message & CommandContext => ({
  ...task.command,
  id: task.commandId,
  tenant: task.tenant,
  by: { kind: 'system', id: policy },
  at,
  correlation: task.correlation,
  causation: task.causation,
  repeated: true,
});

/**
 * Sends the commands that policies have scheduled when they are due: at least once, and with one
 * effect, because a scheduled command always has the same id. Policies are views, so scheduled
 * commands survive restarts. Without its lease it starts nothing; when the lease is granted again,
 * it goes through everything that is due.
 */
export class PolicyProcessor {
  readonly #touched: TouchedRows;
  readonly #backoff: RetryBackoff;
  readonly #page: number;
  #unsubscribe: (() => void) | undefined;
  #lease: Lease | undefined;
  #held = false;
  #alarm: { readonly at: number; readonly cancel: () => void } | undefined;
  #sweep = false;
  #working: Promise<void> | undefined;
  #stopped = false;

  constructor(private readonly options: PolicyProcessorOptions) {
    this.#touched = new TouchedRows(options.policies);
    this.#backoff = new RetryBackoff(options.clock);
    this.#page = options.page ?? 50;
  }

  start(): void {
    this.#unsubscribe = this.options.progress.onApplied((events) => this.#notice(events));
    this.#lease = this.options.leases.hold('policies', {
      onGranted: () => this.#begin(),
      onLost: () => this.#halt(),
    });
  }

  /** Resolves when everything that was due has been sent. */
  async idle(): Promise<void> {
    while (this.#working) await this.#working;
  }

  /** Resolves when nothing runs any more. What was not sent is sent after a restart. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unsubscribe?.();
    this.#halt();
    await this.#working;
    await this.#lease?.release();
  }

  /**
   * Goes through everything that is due, because events arrived while another process had the
   * lease.
   */
  #begin() {
    this.#held = !this.#stopped;
    this.#sweep = true;
    this.#wake();
  }

  /** Commands sent already may still finish; a repeated command has one effect. */
  #halt() {
    this.#held = false;
    this.#touched.clear();
    this.#alarm?.cancel();
    this.#alarm = undefined;
  }

  #notice(events: readonly RecordedEvent[]) {
    if (!this.#held) return;
    if (!this.#touched.note(events)) this.#sweep = true;
    if (!this.#touched.isEmpty || this.#sweep) this.#wake();
  }

  #wake() {
    if (this.#held) this.#working ??= this.#work();
  }

  async #work(): Promise<void> {
    while (this.#held && (!this.#touched.isEmpty || this.#sweep)) await this.#step();
    // Not in a `finally` of the promise: a wake-up must never see it as running after its last
    // look.
    this.#working = undefined;
  }

  async #step() {
    try {
      if (!this.#touched.isEmpty) return await this.#look();
      this.#sweep = false;
      for (const policy of this.options.policies) await this.#sweepThrough(policy);
      this.#backoff.forgetUnseen();
      this.#alarmAt(this.#backoff.next());
    } catch (error) {
      this.#failed(error);
    }
  }

  /** The views cannot be read: everything that is due is read again after a pause. */
  #failed(error: unknown) {
    this.options.onFault?.(error);
    this.#alarmAt(this.#now() + 1000);
  }

  /**
   * Looks at what events have just scheduled: sends what is due, and sets the timer for the rest.
   */
  async #look() {
    const now = this.options.clock.now();
    const found = await Promise.all(
      this.#touched.take(this.#page).map(async ({ policy, tenant, key }) => {
        const task = await this.options.views.get<ScheduledCommand>(policy, tenant, key);
        return task && { policy, task };
      }),
    );
    const tasks = found.filter((one) => one !== undefined);
    for (const { task } of tasks) if (task.due > now) this.#alarmAt(momentOf(task));
    await this.#askAll(tasks.filter(({ task }) => task.due <= now));
  }

  /**
   * Sends all commands of a policy that are due, page by page, and sets the timer for the next one.
   */
  async #sweepThrough(policy: AnyPolicy) {
    const now = this.options.clock.now();
    let after: readonly (string | number | null)[] | undefined;
    do {
      const query = { until: now, limit: this.#page, ...(after && { after }) };
      const { rows, next } = await this.options.views.scanTenants<ScheduledCommand>(
        policy,
        'due',
        query,
      );
      for (const task of rows) this.#backoff.seen(task);
      await this.#askAll(rows.map((task) => ({ policy, task })));
      after = next;
    } while (after && this.#held);
    const later = { until: '\u{10ffff}', after: [now], limit: 1 };
    const [soonest] = (await this.options.views.scanTenants<ScheduledCommand>(policy, 'due', later))
      .rows;
    if (soonest) this.#alarmAt(momentOf(soonest));
  }

  async #askAll(tasks: readonly { readonly policy: AnyPolicy; readonly task: ScheduledCommand }[]) {
    if (!this.#held) return;
    const ready = tasks.filter(({ task }) => !this.#backoff.isWaiting(task));
    const positions = await Promise.all(ready.map(({ policy, task }) => this.#ask(policy, task)));
    await this.options.progress.waitFor(Math.max(0, ...positions));
  }

  async #ask(policy: AnyPolicy, task: ScheduledCommand): Promise<number> {
    try {
      const command = context(policy.name, this.options.clock.now(), task);
      const { position, events } = await this.options.ask(policy.asks, task.id, command);
      // It had no effect, so no event removes the scheduled command: do not send it again at once.
      if (events.length === 0) this.#delay(task);
      else this.#backoff.reset(task);
      return position;
    } catch (error) {
      this.#delay(task);
      this.options.onFault?.(error, task, policy.name);
      return 0;
    }
  }

  #delay(task: ScheduledCommand) {
    this.#alarmAt(this.#backoff.delay(task));
  }

  #now() {
    return Date.parse(this.options.clock.now());
  }

  /** Sets the timer, unless it is set to an earlier moment already. */
  #alarmAt(moment: number) {
    const now = this.#now();
    const at = Math.min(moment, now + LONGEST);
    if (!this.#held || (this.#alarm && this.#alarm.at <= at)) return;
    this.#alarm?.cancel();
    const cancel = this.options.clock.after(Math.max(0, at - now), () => this.#ring());
    this.#alarm = { at, cancel };
  }

  #ring() {
    this.#alarm = undefined;
    this.#sweep = true;
    this.#wake();
  }
}
