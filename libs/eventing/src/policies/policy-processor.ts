import type { Agenda, Task } from './policy.js';
import type { Clock } from '../clock.js';
import type { Receipt } from '../deciding/handle.js';
import type { Issued, Message, Recorded } from '../messages.js';
import type { Projector } from '../views/projector.js';
import { Resting } from './backoff.js';
import type { ViewStore } from '../views/view-store.port.js';
import { concerns, keyOf } from '../views/view.js';

/** An agenda whatever it asks. */
// oxlint-disable-next-line typescript/no-explicit-any -- a list of agendas of different aggregates
export type AnyAgenda = Agenda<any, any>;

/** What a task asks of an aggregate, as a command. */
export type Ask = (
  aggregate: string,
  id: string,
  command: Message & Issued,
) => Promise<Pick<Receipt, 'position' | 'events'>>;

export interface AgendaRun {
  readonly agendas: readonly AnyAgenda[];
  readonly views: Pick<ViewStore, 'get' | 'due'>;
  readonly projector: Pick<Projector, 'onProjected' | 'reached'>;
  readonly ask: Ask;
  readonly clock: Clock;
  /** Told of each refusal and fault; the task, if it is one's, is tried again after a growing pause. */
  readonly onFault?: (error: unknown, task?: Task, agenda?: string) => void;
  /** Tasks that are asked for at once. */
  readonly page?: number;
}

/** The row of an agenda that an event touched. */
interface Touched {
  readonly agenda: AnyAgenda;
  readonly tenant: string;
  readonly key: string;
}

/** Looks at least this often, so that a clock that was moved is noticed. */
const LONGEST = 60_000;
/** Rows touched and not looked at yet; beyond that, all that is due is looked through instead. */
const MOST = 1000;

const momentOf = ({ due }: Task) => {
  const moment = Date.parse(due);
  return Number.isNaN(moment) ? Infinity : moment;
};

const issued = (agenda: string, at: string, task: Task): Message & Issued => ({
  ...task.command,
  id: task.commandId,
  tenant: task.tenant,
  by: { kind: 'system', id: agenda },
  at,
  correlation: task.correlation,
  causation: task.causation,
  repeated: true,
});

/**
 * Asks for what agendas hold when it is due: at least once, and with one effect, because a task's
 * command has the same id each time. The agendas are views, so what is left to do survives restarts.
 */
export class AgendaRunner {
  readonly #touched = new Map<string, Touched>();
  readonly #resting: Resting;
  readonly #page: number;
  #unsubscribe: (() => void) | undefined;
  #alarm: { readonly at: number; readonly cancel: () => void } | undefined;
  #sweep = false;
  #working: Promise<void> | undefined;
  #stopped = false;

  constructor(private readonly run: AgendaRun) {
    this.#resting = new Resting(run.clock);
    this.#page = run.page ?? 50;
  }

  start(): void {
    this.#unsubscribe = this.run.projector.onProjected((events) => this.#notice(events));
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

  #notice(events: readonly Recorded[]) {
    for (const agenda of this.run.agendas)
      for (const event of events.filter((one) => concerns(agenda, one))) this.#touch(agenda, event);
    if (this.#touched.size > MOST) {
      this.#touched.clear();
      this.#sweep = true;
    }
    if (this.#touched.size > 0 || this.#sweep) this.#wake();
  }

  #touch(agenda: AnyAgenda, event: Recorded) {
    const { tenant } = event.meta;
    const key = keyOf(agenda, event);
    this.#touched.set(`${agenda.name}\0${tenant}\0${key}`, { agenda, tenant, key });
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
      for (const agenda of this.run.agendas) await this.#sweepThrough(agenda);
      this.#resting.forgetUnseen();
      this.#alarmAt(this.#resting.next());
    } catch (error) {
      this.#failed(error);
    }
  }

  /** The store of the views cannot be read: all that is due is looked through again after a pause. */
  #failed(error: unknown) {
    this.run.onFault?.(error);
    this.#alarmAt(this.#now() + 1000);
  }

  /** What events have just put on an agenda: asked for now, or the alarm is set to it. */
  async #look() {
    const touched = [...this.#touched].slice(0, this.#page);
    for (const [place] of touched) this.#touched.delete(place);
    const now = this.run.clock.now();
    const found = await Promise.all(
      touched.map(async ([, { agenda, tenant, key }]) => {
        const task = await this.run.views.get<Task>(agenda, tenant, key);
        return task && { agenda, task };
      }),
    );
    const tasks = found.filter((one) => one !== undefined);
    for (const { task } of tasks) if (task.due > now) this.#alarmAt(momentOf(task));
    await this.#askAll(tasks.filter(({ task }) => task.due <= now));
  }

  /** All that is due on an agenda, a page after the other; and the alarm for what comes then. */
  async #sweepThrough(agenda: AnyAgenda) {
    const now = this.run.clock.now();
    let after: readonly (string | number | null)[] | undefined;
    do {
      const query = { until: now, limit: this.#page, ...(after && { after }) };
      const { rows, next } = await this.run.views.due<Task>(agenda, 'due', query);
      for (const task of rows) this.#resting.seen(task);
      await this.#askAll(rows.map((task) => ({ agenda, task })));
      after = next;
    } while (after && !this.#stopped);
    const later = { until: '\u{10ffff}', after: [now], limit: 1 };
    const [soonest] = (await this.run.views.due<Task>(agenda, 'due', later)).rows;
    if (soonest) this.#alarmAt(momentOf(soonest));
  }

  async #askAll(tasks: readonly { readonly agenda: AnyAgenda; readonly task: Task }[]) {
    const ready = tasks.filter(({ task }) => !this.#resting.rests(task));
    const positions = await Promise.all(ready.map(({ agenda, task }) => this.#ask(agenda, task)));
    await this.run.projector.reached(Math.max(0, ...positions));
  }

  async #ask(agenda: AnyAgenda, task: Task): Promise<number> {
    try {
      const command = issued(agenda.name, this.run.clock.now(), task);
      const { position, events } = await this.run.ask(agenda.asks, task.id, command);
      // Nothing came of it, so nothing takes it off the agenda: no reason to ask again at once.
      if (events.length === 0) this.#rest(task);
      else this.#resting.wake(task);
      return position;
    } catch (error) {
      this.#rest(task);
      this.run.onFault?.(error, task, agenda.name);
      return 0;
    }
  }

  #rest(task: Task) {
    this.#alarmAt(this.#resting.put(task));
  }

  #now() {
    return Date.parse(this.run.clock.now());
  }

  /** Sets the alarm, unless it rings before that anyway. */
  #alarmAt(moment: number) {
    const now = this.#now();
    const at = Math.min(moment, now + LONGEST);
    if (this.#stopped || (this.#alarm && this.#alarm.at <= at)) return;
    this.#alarm?.cancel();
    const cancel = this.run.clock.after(Math.max(0, at - now), () => this.#ring());
    this.#alarm = { at, cancel };
  }

  #ring() {
    this.#alarm = undefined;
    this.#sweep = true;
    this.#wake();
  }
}
