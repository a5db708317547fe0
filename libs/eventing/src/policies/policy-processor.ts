import type { Policy, ScheduledCommand } from './policy.js';
import type { Clock } from '../clock.js';
import type { Receipt } from '../deciding/handle.js';
import type { CommandContext, Message, RecordedEvent } from '../messages.js';
import type { Projector } from '../views/projector.js';
import { RetryBackoff } from './retry-backoff.js';
import type { ViewStore } from '../views/view-store.port.js';
import { handles, keyOf } from '../views/view.js';

/** A policy, whatever it asks. */
// oxlint-disable-next-line typescript/no-explicit-any -- a list of policies of different aggregates
export type AnyPolicy = Policy<any, any>;

/** What a task asks of an aggregate, as a command. */
export type Ask = (
  aggregate: string,
  id: string,
  command: Message & CommandContext,
) => Promise<Pick<Receipt, 'position' | 'events'>>;

export interface PolicyProcessorOptions {
  readonly policies: readonly AnyPolicy[];
  readonly views: Pick<ViewStore, 'get' | 'scanTenants'>;
  readonly projector: Pick<Projector, 'onApplied' | 'waitFor'>;
  readonly ask: Ask;
  readonly clock: Clock;
  /** Told of each refusal and fault; the task, if it is one's, is tried again after a growing pause. */
  readonly onFault?: (error: unknown, task?: ScheduledCommand, policy?: string) => void;
  /** Tasks that are asked for at once. */
  readonly page?: number;
}

/** The row of a policy that an event touched. */
interface Touched {
  readonly policy: AnyPolicy;
  readonly tenant: string;
  readonly key: string;
}

/** Looks at least this often, so that a clock that was moved is noticed. */
const LONGEST = 60_000;
/** Rows touched and not looked at yet; beyond that, all that is due is looked through instead. */
const MOST = 1000;

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
 */
export class PolicyProcessor {
  readonly #touched = new Map<string, Touched>();
  readonly #backoff: RetryBackoff;
  readonly #page: number;
  #unsubscribe: (() => void) | undefined;
  #alarm: { readonly at: number; readonly cancel: () => void } | undefined;
  #sweep = false;
  #working: Promise<void> | undefined;
  #stopped = false;

  constructor(private readonly options: PolicyProcessorOptions) {
    this.#backoff = new RetryBackoff(options.clock);
    this.#page = options.page ?? 50;
  }

  start(): void {
    this.#unsubscribe = this.options.projector.onApplied((events) => this.#notice(events));
    this.#sweep = true;
    this.#wake();
  }

  /** Resolves when all that was due has been asked for. */
  async idle(): Promise<void> {
    while (this.#working) await this.#working;
  }

  /** Resolves when nothing of it runs any more. What was not asked for is asked for after a restart. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unsubscribe?.();
    this.#alarm?.cancel();
    await this.#working;
  }

  #notice(events: readonly RecordedEvent[]) {
    for (const policy of this.options.policies)
      for (const event of events.filter((one) => handles(policy, one))) this.#touch(policy, event);
    if (this.#touched.size > MOST) {
      this.#touched.clear();
      this.#sweep = true;
    }
    if (this.#touched.size > 0 || this.#sweep) this.#wake();
  }

  #touch(policy: AnyPolicy, event: RecordedEvent) {
    const { tenant } = event.meta;
    const key = keyOf(policy, event);
    this.#touched.set(`${policy.name}\0${tenant}\0${key}`, { policy, tenant, key });
  }

  #wake() {
    if (!this.#stopped) this.#working ??= this.#work();
  }

  async #work(): Promise<void> {
    while (!this.#stopped && (this.#touched.size > 0 || this.#sweep)) await this.#step();
    // Not in a `finally` of the promise: a wake must never find it working after its last look.
    this.#working = undefined;
  }

  async #step() {
    try {
      if (this.#touched.size > 0) return await this.#look();
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
    const touched = [...this.#touched].slice(0, this.#page);
    for (const [place] of touched) this.#touched.delete(place);
    const now = this.options.clock.now();
    const found = await Promise.all(
      touched.map(async ([, { policy, tenant, key }]) => {
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
    } while (after && !this.#stopped);
    const later = { until: '\u{10ffff}', after: [now], limit: 1 };
    const [soonest] = (await this.options.views.scanTenants<ScheduledCommand>(policy, 'due', later))
      .rows;
    if (soonest) this.#alarmAt(momentOf(soonest));
  }

  async #askAll(tasks: readonly { readonly policy: AnyPolicy; readonly task: ScheduledCommand }[]) {
    const ready = tasks.filter(({ task }) => !this.#backoff.isWaiting(task));
    const positions = await Promise.all(ready.map(({ policy, task }) => this.#ask(policy, task)));
    await this.options.projector.waitFor(Math.max(0, ...positions));
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
    if (this.#stopped || (this.#alarm && this.#alarm.at <= at)) return;
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
