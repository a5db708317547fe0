import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { inForce, wordOverRecord } from '#claims';
import { fold, idOf, keyOf, project, type RecordedEvent } from '#eventing';

import type { RecordEvent, ClaimDetails } from '../record/record.events.js';
import { explained, historyOf } from './history.representation.js';
import { currentOf, type RecordRow } from './record-row.view.js';
import { recordsView } from './records.view.js';
import {
  claimsIn,
  decider,
  fields,
  happening,
  late,
  minute,
  steps,
  type Story,
  stream,
} from './records.fixture.js';

const view = recordsView(wordOverRecord);

/** The row that a store would have. */
const rowOf = (history: Story) =>
  history.reduce<RecordRow | undefined>((row, event) => {
    expect(keyOf(view, event)).toBe(idOf(stream));
    return project(view, row, event) ?? undefined;
  }, undefined);

interface Known {
  readonly told: ClaimDetails;
  readonly since: string;
  readonly nth: number;
  readonly out: boolean;
  readonly until: string;
  readonly height: number;
}

const heights: Readonly<Record<string, number>> = {
  'customer/authenticated': 4,
  'customer/verified': 3,
  'agent/none': 2,
};

const isImport = ({ source }: ClaimDetails) => source.startsWith('import:');

const heightOf = (told: ClaimDetails) =>
  isImport(told) ? 1 : (heights[`${told.source}/${told.assurance}`] ?? 0);

const isReplaced = (told: ClaimDetails, { told: other, until }: Known) =>
  isImport(told) &&
  other.source === told.source &&
  other.from === told.from &&
  other.field === told.field &&
  until > told.validFrom;

const withTold = (known: readonly Known[], told: ClaimDetails, at: string): readonly Known[] => [
  ...known.map((one) => (isReplaced(told, one) ? { ...one, until: told.validFrom } : one)),
  {
    told,
    since: [told.validFrom, told.learnedAt ?? at].toSorted().at(-1)!,
    nth: known.length,
    out: false,
    until: '9',
    height: heightOf(told),
  },
];

const without = (known: readonly Known[], isOut: (told: ClaimDetails) => boolean) =>
  known.map((one) => (isOut(one.told) ? { ...one, out: true } : one));

/** What becomes of what is known, by each event that says something. */
const becomes: {
  readonly [type: string]: (known: readonly Known[], event: Story[number]) => readonly Known[];
} = {
  ClaimMade: (known, { data, meta }) => withTold(known, data as ClaimDetails, meta.at),
  ClaimWithdrawn: (known, { data }) =>
    without(known, ({ claim }) => claim === (data as { readonly claim: string }).claim),
  ClaimConfirmed: (known, { data }) => {
    const { raised } = data as { readonly raised?: ClaimDetails };
    if (!raised) return known;
    const height = heightOf(raised);
    return known.map((one) => (one.told.claim === raised.claim ? { ...one, height } : one));
  },
  RecordsUnmerged: (known) => without(known, ({ from }) => from === 'twin'),
};

const before = (a: Known, b: Known) =>
  b.height - a.height || b.since.localeCompare(a.since) || b.nth - a.nth;

/** The ladder, told once more and as plainly as can be: sort what stands, take the first. */
const model = (story: Story, now: string): Readonly<Record<string, string>> => {
  const known = story.reduce<readonly Known[]>(
    (so, event) => becomes[event.type]?.(so, event) ?? so,
    [],
  );
  const standing = known.filter(
    ({ told, out, until, height }) => !out && height > 0 && told.validFrom <= now && until > now,
  );
  return Object.fromEntries(
    fields.flatMap((field) => {
      const [first] = standing.filter(({ told }) => told.field === field).toSorted(before);
      return first ? [[field, first.told.claim]] : [];
    }),
  );
};

const ids = (claims: Readonly<Record<string, { readonly claim: string }>>) =>
  Object.fromEntries(Object.entries(claims).map(([field, { claim }]) => [field, claim]));

/** What decisions, the row and the log say is in force. */
const beliefs = (history: Story, now: string) => {
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
      { numRuns: 400 },
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
        const fieldOf = (event: RecordedEvent<RecordEvent>) =>
          'field' in event.data ? event.data.field : undefined;
        const shared = history.filter((event) => fieldOf(event) === undefined);
        fc.pre(!shared.some(({ type }) => type === 'RecordsMerged' || type === 'RecordsUnmerged'));
        const [one, other] = fields.map((field) => history.filter((e) => fieldOf(e) === field));
        expect(beliefs([...shared, ...other!, ...one!], late)).toEqual(beliefs(history, late));
      }),
    ));
});
