import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inForce, wordOverRecord } from '#claims';
import {
  type Actor,
  eventIdOf,
  fold,
  idOf,
  type Issued,
  keyOf,
  project,
  type Recorded,
  Refusal,
  type Unissued,
} from '#eventing';
import { recordedAs } from '#eventing/testing';
import type { RecordCommand } from '../record/record.commands.js';
import { recordDecider } from '../record/record.decider.js';
import type { RecordEvent, Told } from '../record/record.events.js';
import { ana, clock, crm, issued, salma, settings } from '../record/testing.js';
import { explained, historyOf } from './history.view.js';
import { currentOf, type RecordRow, recordsView } from './records.view.js';

const decider = recordDecider(settings);
const view = recordsView(wordOverRecord);
const stream = 'record-acme-salma';
const customer = 'salma';
const fields = ['name', 'preferred-name'] as const;

const minute = (n: number) => new Date(Date.UTC(2026, 0, 5, 9, n)).toISOString();
const late = '2027-01-01T00:00:00.000Z';

interface Step {
  readonly kind: keyof typeof asking;
  readonly nth: number;
  readonly value: string;
  readonly field: (typeof fields)[number];
  readonly since: number | undefined;
}

interface Asked {
  readonly command: Unissued<RecordCommand>;
  readonly by: Actor;
  readonly onBehalfOf?: string;
}

const claimsIn = (history: readonly Recorded<RecordEvent>[]): readonly string[] =>
  history.flatMap(({ type, data }) => (type === 'ClaimMade' ? [data.claim] : []));

const nthOf = (history: readonly Recorded<RecordEvent>[], nth: number) => {
  const claims = claimsIn(history);
  return claims[nth % (claims.length || 1)] ?? 'nobody';
};

const make = ({ field, value, since }: Step, at: number) => ({
  type: 'MakeClaim' as const,
  data: { customer, field, value, ...(since !== undefined && { since: minute(at + since) }) },
});

/** What everybody may try; most of it is refused, and then nothing happens. */
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
  withdraw: ({ nth }: Step, _: number, history: readonly Recorded<RecordEvent>[]): Asked => ({
    command: { type: 'WithdrawClaim', data: { claim: nthOf(history, nth) } },
    by: nth % 2 ? salma : ana,
  }),
  confirm: ({ nth }: Step, _: number, history: readonly Recorded<RecordEvent>[]): Asked => ({
    command: {
      type: 'ConfirmClaim',
      data: { claim: nthOf(history, nth), evidence: { document: 'passport' } },
    },
    by: nth % 2 ? salma : ana,
  }),
  contest: ({ nth }: Step, _: number, history: readonly Recorded<RecordEvent>[]): Asked => ({
    command: { type: 'ContestClaim', data: { claim: nthOf(history, nth), reason: 'No.' } },
    by: ana,
  }),
  merge: ({ field, value, nth }: Step, at: number): Asked => {
    const told: Told = {
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
    command: { type: 'LetGo', data: { from: 'twin', reason: 'Sisters', records: ['twin'] } },
    by: clock,
  }),
};

const steps = fc.array(
  fc.record<Step>({
    kind: fc.constantFrom(...(Object.keys(asking) as (keyof typeof asking)[])),
    nth: fc.nat(40),
    value: fc.constantFrom('A', 'B', 'C', 'D'),
    field: fc.constantFrom(...fields),
    since: fc.option(fc.integer({ min: -30, max: 30 }), { nil: undefined }),
  }),
  { maxLength: 60, size: 'max' },
);

const tried = (history: readonly Recorded<RecordEvent>[], command: RecordCommand) => {
  try {
    return decider.decide(fold(decider, history), command);
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
};

/** Everything that came of it, as the log has it. */
const happening = (all: readonly Step[]): readonly Recorded<RecordEvent>[] =>
  all.reduce<readonly Recorded<RecordEvent>[]>((history, step, index) => {
    const at = minute(40 + index);
    const { command, ...who } = asking[step.kind](step, 40 + index, history);
    const id = issued.id.replace('5d6e', (0x1000 + index).toString(16));
    const envelope: Issued = { ...issued, ...who, id, at };
    const events = tried(history, { ...envelope, ...command } as RecordCommand);
    const more = recordedAs(stream, envelope, events).map((event, nth) => ({
      ...event,
      id: eventIdOf(id, nth),
      revision: history.length + nth,
      position: history.length + nth + 1,
    }));
    return [...history, ...more] as Recorded<RecordEvent>[];
  }, []);

/** The row that a store would have. */
const rowOf = (history: readonly Recorded<RecordEvent>[]) =>
  history.reduce<RecordRow | undefined>((row, event) => {
    expect(keyOf(view, event)).toBe(idOf(stream));
    return project(view, row, event) ?? undefined;
  }, undefined);

interface Known {
  readonly told: Told;
  readonly since: string;
  readonly nth: number;
  out: boolean;
  until: string;
  height: number;
}

const heights: Readonly<Record<string, number>> = {
  'customer/authenticated': 4,
  'customer/verified': 3,
  'agent/none': 2,
};

const heightOf = ({ source, assurance }: Told) =>
  source.startsWith('import:') ? 1 : (heights[`${source}/${assurance}`] ?? 0);

/** The ladder, told once more and as plainly as can be: sort what stands, take the first. */
const model = (history: readonly Recorded<RecordEvent>[], now: string) => {
  const known: Known[] = [];
  for (const { type, data, meta } of history) {
    if (type === 'ClaimMade') {
      for (const other of known)
        if (
          data.source.startsWith('import:') &&
          other.told.source === data.source &&
          other.told.from === data.from &&
          other.told.field === data.field &&
          other.until > data.validFrom
        )
          other.until = data.validFrom;
      const learned = data.learnedAt ?? meta.at;
      const since = [data.validFrom, learned].toSorted().at(-1)!;
      known.push({
        told: data,
        since,
        nth: known.length,
        out: false,
        until: '9',
        height: heightOf(data),
      });
    }
    if (type === 'ClaimWithdrawn')
      for (const one of known) one.out ||= one.told.claim === data.claim;
    if (type === 'ClaimConfirmed' && data.raised)
      for (const one of known)
        if (one.told.claim === data.claim) one.height = heightOf(data.raised);
    if (type === 'RecordsUnmerged') for (const one of known) one.out ||= one.told.from === 'twin';
  }
  return Object.fromEntries(
    fields.flatMap((field) => {
      const [first] = known
        .filter(
          ({ told, out, until, height }) =>
            told.field === field && !out && height > 0 && told.validFrom <= now && until > now,
        )
        .toSorted(
          (a, b) =>
            b.height - a.height || (a.since < b.since ? 1 : a.since > b.since ? -1 : b.nth - a.nth),
        );
      return first ? [[field, first.told.claim]] : [];
    }),
  );
};

const ids = (claims: Readonly<Record<string, { readonly claim: string }>>) =>
  Object.fromEntries(Object.entries(claims).map(([field, { claim }]) => [field, claim]));

/** What decisions, the row and the log say is in force. */
const beliefs = (history: readonly Recorded<RecordEvent>[], now: string) => {
  const state = fold(decider, history);
  const decided = Object.entries(state.fields).flatMap(([field, { claims }]) => {
    const claim = inForce(claims, wordOverRecord, now);
    return claim ? [[field, claim.claim]] : [];
  });
  const read = Object.entries(explained(historyOf(history), wordOverRecord, now)).flatMap(
    ([field, { inForce: claim }]) => (claim ? [[field, claim.claim]] : []),
  );
  return {
    decided: Object.fromEntries(decided),
    shown: ids(currentOf(rowOf(history) ?? { fields: {} }, wordOverRecord, now)),
    read: Object.fromEntries(read),
  };
};

describe('any sequence of imports, edits, corrections, withdrawals, contests and merges', () => {
  it('leaves in force what the ladder says, for decisions, for readers, and by the log', () =>
    fc.assert(
      fc.property(steps, (all) => {
        const history = happening(all);
        for (const now of [minute(40 + all.length), late]) {
          const expected = model(history, now);
          expect(beliefs(history, now)).toEqual({
            decided: expected,
            shown: expected,
            read: expected,
          });
        }
      }),
      { numRuns: 200 },
    ));

  it('takes a customer’s claim out of force only by the customer’s own word', () =>
    fc.assert(
      fc.property(steps, (all) => {
        const history = happening(all);
        const made = new Map(
          history.flatMap(({ type, data }) => (type === 'ClaimMade' ? [[data.claim, data]] : [])),
        );
        for (let nth = 1; nth < history.length; nth++) {
          const now = history[nth]!.meta.at;
          const was = model(history.slice(0, nth), now);
          const is = model(history.slice(0, nth + 1), now);
          const lost = fields.filter(
            (field) => made.get(was[field]!)?.source === 'customer' && was[field] !== is[field],
          );
          for (const field of lost) {
            const event = history[nth]!;
            const withdrawn = event.type === 'ClaimWithdrawn' && event.meta.actor.id === 'salma';
            const undone =
              event.type === 'RecordsUnmerged' && made.get(was[field]!)!.from === 'twin';
            const said = made.get(is[field]!)?.source === 'customer';
            expect(withdrawn || undone || said).toBe(true);
          }
        }
      }),
    ));

  it('keeps every claim readable, in the order in which they were made', () =>
    fc.assert(
      fc.property(steps, (all) => {
        const history = happening(all);
        const kept = Object.values(explained(historyOf(history), wordOverRecord, late)).flatMap(
          ({ inForce: first, others }) => [
            ...(first ? [first.claim] : []),
            ...others.map(({ claim }) => claim.claim),
          ],
        );
        expect(kept.toSorted()).toEqual(claimsIn(history).toSorted());
      }),
    ));

  it('comes to the same when what is independent happened in another order', () =>
    fc.assert(
      fc.property(steps, (all) => {
        const history = happening(all);
        const fieldOf = (event: Recorded<RecordEvent>) =>
          'field' in event.data ? event.data.field : undefined;
        const shared = history.filter((event) => fieldOf(event) === undefined);
        fc.pre(!shared.some(({ type }) => type === 'RecordsMerged' || type === 'RecordsUnmerged'));
        const [one, other] = fields.map((field) => history.filter((e) => fieldOf(e) === field));
        expect(beliefs([...shared, ...other!, ...one!], late)).toEqual(beliefs(history, late));
      }),
    ));
});
