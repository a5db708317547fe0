import {
  type CommandContext,
  type CommandDispatcher,
  type Commands,
  type EventStore,
  fold,
  newCommandId,
  type Receipt,
  streamOf,
} from '#eventing';
import type { Context, Person, PersonalReads } from '#platform';

import type { RecordEvent } from '../record/record.events.js';
import { ensure } from '../record/record.rules.js';
import type { CustomerRecord } from '../record/record.state.js';
import type { Recording } from '../record/record.tokens.js';
import type { CustomerKey, Eraser } from './eraser.port.js';

/** Who is to be erased, and why. */
export interface ErasureRequest {
  readonly customer: string;
  readonly legalBasis: string;
}

export interface ErasureParts {
  readonly commands: Pick<Commands, 'send'>;
  readonly dispatcher: Pick<CommandDispatcher, 'dispatch'>;
  readonly contexts: readonly Context[];
  readonly events: EventStore;
  readonly views: PersonalReads['views'];
  readonly recording: Recording;
  readonly eraser: Eraser;
}

/**
 * What is the same for every record of the person: `held` is the reason of a legal hold on one of
 * them.
 */
interface Wish {
  readonly legalBasis: string;
  readonly held?: string;
  readonly keys: readonly CustomerKey[];
}

/** The records of one person, by customer. */
type Family = ReadonlyMap<string, CustomerRecord>;

const isRefused = ({ events }: Receipt) => events.some(({ type }) => type === 'ErasureRefused');

const mergedAway = ({ mergedInto }: CustomerRecord) =>
  mergedInto === undefined ? [] : [mergedInto];

const mergedInto = (family: Family, into: string): readonly string[] =>
  [...family].filter(([, record]) => record.mergedInto === into).map(([customer]) => customer);

/** What was merged into this record, directly or through others; this one last. */
const erasedWith = (family: Family, customer: string): readonly string[] => {
  const within = new Set([customer]);
  for (const each of within) for (const other of mergedInto(family, each)) within.add(other);
  return [...within].toReversed();
};

/**
 * Erases people: first everything of theirs is closed, then each record records the erasure, then
 * the keys are destroyed.
 */
export class RecordErasure {
  constructor(private readonly parts: ErasureParts) {}

  /** Refuses with `record.legal-hold`, after recording the refusal. */
  async erase(context: CommandContext, { customer, legalBasis }: ErasureRequest) {
    const { tenant } = context;
    const family = await this.#familyOf({ tenant, customer });
    const held = [...family.values()].find((record) => record.held !== undefined)?.held;
    const wish = { legalBasis, ...(held !== undefined && { held }) };
    const erased = held === undefined ? erasedWith(family, customer) : [customer];
    if (held === undefined)
      for (const each of erased) await this.#close(context, { tenant, customer: each });
    const keys = held === undefined ? await this.parts.eraser.keysOf(tenant, erased) : [];
    const receipts: Receipt[] = [];
    for (const each of erased)
      receipts.push(await this.#record(context, customer, each, { ...wish, keys }));
    const position = Math.max(...receipts.map((receipt) => receipt.position));
    const { at, sinks } = await this.parts.eraser.erase(tenant, keys, position);
    const destroyed = keys.map(({ key }) => key);
    return { customer, erased: erased.toReversed(), keys: destroyed, at, position, sinks };
  }

  /**
   * Every record that this one was merged with, in either direction and through any number of
   * others.
   */
  async #familyOf({ tenant, customer }: Person): Promise<Family> {
    const { events, recording } = this.parts;
    const family = new Map<string, CustomerRecord>();
    const next = [customer];
    for (let id = next.pop(); id !== undefined; id = next.pop()) {
      if (family.has(id)) continue;
      const told = await events.read(streamOf(recording.decider.name, tenant, id));
      const record = fold(recording.decider, told as unknown as readonly RecordEvent[]);
      family.set(id, record);
      next.push(...record.merged, ...mergedAway(record));
    }
    return family;
  }

  async #close(context: CommandContext, person: Person): Promise<void> {
    const { contexts, dispatcher, events, views } = this.parts;
    for (const { personal } of contexts)
      for await (const { aggregate, id, command } of personal.closing({ events, views }, person))
        await dispatcher.dispatch(aggregate, id, { ...bySystem(context), ...command });
  }

  async #record(
    context: CommandContext,
    asked: string,
    customer: string,
    { keys, ...wish }: Wish,
  ): Promise<Receipt> {
    const { commands, recording } = this.parts;
    const by = customer === asked ? context : bySystem(context);
    const own = keys.filter((each) => each.customer === customer);
    const data = { customer, ...wish, ...(own.length > 0 && { keys: own }) };
    const command = { ...by, type: 'EraseRecord', data } as const;
    const receipt = await commands.send(recording.decider, customer, command);
    ensure(!isRefused(receipt), 'legal-hold');
    return receipt;
  }
}

/** The context of commands that follow from an erasure, on other streams. */
const bySystem = ({ id, tenant, at, correlation }: CommandContext): CommandContext => ({
  id: newCommandId(Date.parse(at)),
  tenant,
  by: { kind: 'system', id: 'erasure' },
  at,
  correlation,
  causation: id,
});
