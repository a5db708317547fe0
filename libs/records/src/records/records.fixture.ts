import * as fc from 'fast-check';
import {
  type Actor,
  eventIdOf,
  fold,
  type CommandContext,
  type RecordedEvent,
  Refusal,
  type CommandPayload,
} from '#eventing';
import { recordedAs } from '#eventing/testing';

import type { RecordCommand } from '../record/record.commands.js';
import { recordDecider } from '../record/record.decider.js';
import type { RecordEvent, ClaimDetails } from '../record/record.events.js';
import { ana, clock, crm, context, salma, settings } from '../record/record.fixture.js';

/** The events of a record, as the log has them. */
export type Story = readonly RecordedEvent<RecordEvent>[];

export const decider = recordDecider(settings);
export const stream = 'record-acme-salma';
const customer = 'salma';
export const fields = ['name', 'preferred-name'] as const;

export const minute = (n: number) => new Date(Date.UTC(2026, 0, 5, 9, n)).toISOString();
export const late = '2027-01-01T00:00:00.000Z';

export interface Step {
  readonly kind: keyof typeof asking;
  readonly nth: number;
  readonly value: string;
  readonly field: (typeof fields)[number];
  readonly since: number | undefined;
}

interface Asked {
  readonly command: CommandPayload<RecordCommand>;
  readonly by: Actor;
  readonly onBehalfOf?: string;
}

export const claimsIn = (history: Story): readonly string[] =>
  history.flatMap(({ type, data }) => (type === 'ClaimMade' ? [data.claim] : []));

const nthOf = (history: Story, nth: number) => {
  const claims = claimsIn(history);
  return claims[nth % (claims.length || 1)] ?? 'nobody';
};

const make = ({ field, value, since }: Step, at: number) => ({
  type: 'MakeClaim' as const,
  data: { customer, field, value, ...(since !== undefined && { since: minute(at + since) }) },
});

/** Random commands; most of them are refused, and then nothing happens. */
const asking = {
  customer: (step: Step, at: number): Asked => ({ command: make(step, at), by: salma }),
  verified: (step: Step, at: number): Asked => {
    const { type, data } = make(step, at);
    const command = { type, data: { ...data, assurance: 'verified' as const } };
    return { command, by: ana, onBehalfOf: customer };
  },
  stated: (step: Step, at: number): Asked => ({
    command: make(step, at),
    by: ana,
    onBehalfOf: customer,
  }),
  agent: (step: Step, at: number): Asked => ({ command: make(step, at), by: ana }),
  crm: ({ field, value }: Step): Asked => ({
    command: {
      type: 'ImportRecord',
      data: { customer, system: 'crm', row: '1', fields: { [field]: value === 'A' ? '' : value } },
    },
    by: crm,
  }),
  erp: ({ field, value }: Step): Asked => ({
    command: {
      type: 'ImportRecord',
      data: { customer, system: 'erp', row: '2', fields: { [field]: value } },
    },
    by: crm,
  }),
  withdraw: ({ nth }: Step, _: number, history: Story): Asked => ({
    command: { type: 'WithdrawClaim', data: { claim: nthOf(history, nth) } },
    by: nth % 2 ? salma : ana,
  }),
  confirm: ({ nth }: Step, _: number, history: Story): Asked => ({
    command: {
      type: 'ConfirmClaim',
      data: { claim: nthOf(history, nth), evidence: { document: 'passport' } },
    },
    by: nth % 2 ? salma : ana,
  }),
  contest: ({ nth }: Step, _: number, history: Story): Asked => ({
    command: { type: 'ContestClaim', data: { claim: nthOf(history, nth), reason: 'No.' } },
    by: ana,
  }),
  merge: ({ field, value, nth }: Step, at: number): Asked => {
    const told: ClaimDetails = {
      claim: `twin-${at}`,
      field,
      value,
      source: nth % 2 ? 'customer' : 'import:crm',
      assurance: nth % 2 ? 'verified' : 'none',
      by: 'crm',
      channel: 'import',
      validFrom: minute(0),
      learnedAt: minute(nth % 30),
      from: 'twin',
    };
    const data = { customer, from: 'twin', reason: 'Twins', records: ['twin'], claims: [told] };
    return { command: { type: 'TakeOver', data }, by: clock };
  },
  unmerge: (): Asked => ({
    command: {
      type: 'ReleaseMergedClaims',
      data: { from: 'twin', reason: 'Sisters', records: ['twin'] },
    },
    by: clock,
  }),
};

export const steps = fc.array(
  fc.record<Step>({
    kind: fc.constantFrom(...(Object.keys(asking) as (keyof typeof asking)[])),
    nth: fc.nat(40),
    value: fc.constantFrom('A', 'B', 'C', 'D'),
    field: fc.constantFrom(...fields),
    since: fc.option(fc.integer({ min: -30, max: 30 }), { nil: undefined }),
  }),
  { maxLength: 60, size: 'max' },
);

const tried = (history: Story, command: RecordCommand) => {
  try {
    return decider.decide(fold(decider, history), command);
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
};

/** All events that they led to, as the log has them. */
export const happening = (all: readonly Step[]): Story =>
  all.reduce<Story>((history, step, index) => {
    const at = minute(40 + index);
    const { command, ...who } = asking[step.kind](step, 40 + index, history);
    const id = context.id.replace('5d6e', (0x1000 + index).toString(16));
    const envelope: CommandContext = { ...context, ...who, id, at };
    const events = tried(history, { ...envelope, ...command } as RecordCommand);
    const more = recordedAs(stream, envelope, events).map((event, nth) => ({
      ...event,
      id: eventIdOf(id, nth),
      revision: history.length + nth,
      position: history.length + nth + 1,
    }));
    return [...history, ...more] as RecordedEvent<RecordEvent>[];
  }, []);
