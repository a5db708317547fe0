import type { AnyPolicy, ScheduledCommand } from './policy.js';
import type { Clock } from '../clock.js';
import type { Receipt } from '../deciding/handle.js';
import type { CommandContext, Message, RecordedEvent } from '../messages.js';
import type { ViewProgress } from '../views/view-progress.port.js';
import type { Lease, Leases } from './leases.port.js';
import { RetryBackoff } from './retry-backoff.js';
import { TouchedRows } from './touched-rows.js';
import type { CrossTenantReader } from '../views/view-reader.port.js';

/** What a task asks of an aggregate, as a command. */
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
  /** Only the process that holds the lease `policies` asks. */
  readonly leases: Leases;
  /** Told of each refusal and fault; the task, if it is one's, is tried again after a growing pause. */
  readonly onFault?: (error: unknown, task?: ScheduledCommand, policy?: string) => void;
  /** Tasks that are asked for at once. */
  readonly page?: number;
}

/** Looks at least this often, so that a clock that was moved is noticed. */
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
 * Asks for what policies hold when it is due: at least once, and with one effect, because a task's
 * command has the same id each time. The policies are views, so what is left to do survives restarts.
 * It begins nothing while it does not hold its lease, and looks through all that is due when it does
 * again.
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

  /** Resolves when all that was due has been asked for. */
  async idle(): Promise<void> {
    while (this.#working) await this.#working;
  }

  /** Resolves when nothing of it runs any more. What was not asked for is asked for after a restart. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unsubscribe?.();
    this.#halt();
    await this.#working;
    await this.#lease?.release();
  }

  /** What happened while somebody else held the lease is found by looking through all that is due. */
  #begin() {
    this.#held = !this.#stopped;
    this.#sweep = true;
    this.#wake();
  }

  /** What has been asked for already may still be done; a command that is repeated has one effect. */
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
    // Not in a `finally` of the promise: a wake must never find it working after its last look.
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

  /** The store of the views cannot be read: all that is due is looked through again after a pause. */
  #failed(error: unknown) {
    this.options.onFault?.(error);
    this.#alarmAt(this.#now() + 1000);
  }

  /** What events have just scheduled: asked for now, or the alarm is set to it. */
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

  /** All commands of a policy that are due, a page after the other; and the alarm for what comes then. */
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
      // Nothing came of it, so nothing removes the scheduled command: no reason to ask again at once.
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

  /** Sets the alarm, unless it rings before that anyway. */
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
