import { Inject, Injectable } from '@nestjs/common';
import {
  type CommandContext,
  Commands,
  EventStore,
  foldRecorded,
  type Receipt,
  streamOf,
} from '#eventing';
import type { Person } from '#platform';

import { ensure } from '../record/record.rules.js';
import type { CustomerRecord } from '../record/record.state.js';
import { RECORDING, type Recording } from '../record/record.tokens.js';
import type { CustomerKey } from './eraser.port.js';

/** The records of one person, by customer. */
export type Family = ReadonlyMap<string, CustomerRecord>;

/**
 * What is the same for every record of the person: `held` is the reason of a legal hold on one of
 * them.
 */
export interface ErasureReasons {
  readonly legalBasis: string;
  readonly held?: string;
  readonly keys: readonly CustomerKey[];
}

const isRefused = ({ events }: Receipt) => events.some(({ type }) => type === 'ErasureRefused');

const mergedAway = ({ mergedInto }: CustomerRecord) =>
  mergedInto === undefined ? [] : [mergedInto];

const mergedInto = (family: Family, into: string): readonly string[] =>
  [...family].filter(([, record]) => record.mergedInto === into).map(([customer]) => customer);

/** What was merged into this record, directly or through others; this one last. */
export const erasedWith = (family: Family, customer: string): readonly string[] => {
  const within = new Set([customer]);
  for (const each of within) for (const other of mergedInto(family, each)) within.add(other);
  return [...within].toReversed();
};

/** The records that were merged with each other, and the erasure of each. */
@Injectable()
export class RecordFamilies {
  constructor(
    private readonly commands: Commands,
    private readonly events: EventStore,
    @Inject(RECORDING) private readonly recording: Recording,
  ) {}

  /**
   * Every record that this one was merged with, in either direction and through any number of
   * others.
   */
  async familyOf({ tenant, customer }: Person): Promise<Family> {
    const { decider } = this.recording;
    const family = new Map<string, CustomerRecord>();
    const next = [customer];
    for (let id = next.pop(); id !== undefined; id = next.pop()) {
      if (family.has(id)) continue;
      const events = await this.events.read(streamOf(decider.name, tenant, id));
      const record = foldRecorded(decider, events);
      family.set(id, record);
      next.push(...record.merged, ...mergedAway(record));
    }
    return family;
  }

  /** Records the erasure of one record. Refuses with `record.legal-hold`, after recording that. */
  async erase(
    context: CommandContext,
    customer: string,
    { keys, ...reasons }: ErasureReasons,
  ): Promise<Receipt> {
    const own = keys.filter((each) => each.customer === customer);
    const data = { customer, ...reasons, ...(own.length > 0 && { keys: own }) };
    const command = { ...context, type: 'EraseRecord', data } as const;
    const receipt = await this.commands.send(this.recording.decider, customer, command);
    ensure(!isRefused(receipt), 'legal-hold');
    return receipt;
  }
}
