import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import {
  type Assurance,
  type Claim,
  effective,
  heightOf,
  inForce,
  kindOf,
  wordOverRecord,
  replacedBy,
  replaces,
  type Source,
  type Standing,
  withClaim,
  withoutClaims,
  withRaised,
  wouldOutrank,
} from './index.js';

const minute = (n: number) => `2026-01-05T09:${String(n).padStart(2, '0')}:00.000Z`;
const noon = '2026-01-05T12:00:00.000Z';
const now = { asOf: noon, knownAt: noon };

const said = (value: string, source: Source, assurance: Assurance, order: number): Claim => ({
  claim: `claim-${order}`,
  field: 'address',
  value,
  source,
  assurance,
  validFrom: minute(order),
  learnedAt: minute(order),
  order,
});

describe('the ladder', () => {
  it('puts the customer above the agent, and the agent above what was imported', () => {
    const words: (readonly [Source, Assurance])[] = [
      ['customer', 'authenticated'],
      ['customer', 'verified'],
      ['agent', 'none'],
      ['import:crm', 'none'],
      ['customer', 'stated'],
    ];
    const heights = words.map(([source, assurance]) =>
      heightOf(wordOverRecord, { source, assurance }),
    );
    expect(heights).toEqual([0, 1, 2, 3, 4]);
  });

  it('lets the later of two equals win, and nobody over somebody higher', () => {
    const hers = { source: 'customer', assurance: 'verified' } as const;
    const clerks = { source: 'import:crm', assurance: 'none' } as const;
    expect(wouldOutrank(wordOverRecord, hers, hers)).toBe(true);
    expect(wouldOutrank(wordOverRecord, hers, clerks)).toBe(true);
    expect(wouldOutrank(wordOverRecord, clerks, hers)).toBe(false);
    expect(wouldOutrank(wordOverRecord, clerks, undefined)).toBe(true);
  });

  it('lets nothing take effect that a stranger may have said', () =>
    expect(
      wouldOutrank(wordOverRecord, { source: 'customer', assurance: 'stated' }, undefined),
    ).toBe(false));
});

describe('the claim in force', () => {
  const typed = said('10', 'import:crm', 'none', 0);
  const corrected = { ...said('30', 'customer', 'verified', 1), validFrom: minute(0) };
  const again = said('10', 'import:crm', 'none', 2);

  it('is the customer’s, whatever is imported later', () => {
    const {
      inForce: claim,
      rung,
      others,
    } = effective([typed, corrected, again], wordOverRecord, now);
    expect([claim?.value, rung]).toEqual(['30', 'customer-verified']);
    expect(others.map(({ because }) => because)).toEqual(['outranked', 'outranked']);
  });

  it('was the wrong one as known before the correction, and is the right one for the same day now', () => {
    const at = { asOf: minute(0), knownAt: minute(0) };
    expect(effective([typed, corrected], wordOverRecord, at).inForce?.value).toBe('10');
    expect(
      effective([typed, corrected], wordOverRecord, { ...now, asOf: minute(0) }).inForce?.value,
    ).toBe('30');
  });

  it('waits for the day of the move', () => {
    const moving = {
      ...said('7', 'customer', 'verified', 3),
      validFrom: '2026-02-01T00:00:00.000Z',
    };
    const fixed = said('31', 'customer', 'verified', 4);
    const claims = [corrected, moving, fixed];
    expect(effective(claims, wordOverRecord, now).inForce?.value).toBe('31');
    const later = { asOf: '2026-02-02T00:00:00.000Z', knownAt: noon };
    expect(effective(claims, wordOverRecord, later).inForce?.value).toBe('7');
  });

  it('names a reason for every claim that is not', () => {
    const others = [
      { ...said('1', 'customer', 'verified', 2), withdrawnAt: minute(3) },
      { ...said('2', 'customer', 'verified', 4), validFrom: '2027-01-01T00:00:00.000Z' },
      { ...said('3', 'import:crm', 'none', 5), replaced: { from: minute(6), at: minute(6) } },
      said('4', 'customer', 'stated', 7),
      { ...said('5', 'customer', 'verified', 8), learnedAt: '2027-01-01T00:00:00.000Z' },
      said('6', 'customer', 'verified', 0),
    ];
    const because = effective([corrected, ...others], wordOverRecord, now).others.map(
      (o) => o.because,
    );
    expect(because).toEqual([
      'withdrawn',
      'not-yet-true',
      'replaced',
      'not-verified',
      'not-yet-known',
      'said-earlier',
    ]);
  });
});

type Op =
  | { readonly op: 'say'; readonly who: readonly [Source, Assurance]; readonly since: number }
  | { readonly op: 'withdraw' | 'verify'; readonly nth: number };

const ops = fc.array(
  fc.oneof(
    fc.record({
      op: fc.constant('say' as const),
      who: fc.constantFrom<readonly [Source, Assurance]>(
        ['customer', 'authenticated'],
        ['customer', 'verified'],
        ['customer', 'stated'],
        ['agent', 'none'],
        ['import:crm', 'none'],
        ['import:erp', 'none'],
      ),
      since: fc.integer({ min: -20, max: 20 }),
    }),
    fc.record({
      op: fc.constantFrom('withdraw' as const, 'verify' as const),
      nth: fc.nat(30),
    }),
  ),
  { maxLength: 40, size: 'max' },
);

/** Everything ever said, with what became of it. */
const history = (all: readonly Op[]): Claim[] =>
  all.reduce<Claim[]>((claims, step, index) => {
    const at = minute(20 + (index % 40));
    if (step.op === 'say') {
      const claim = {
        ...said(String(index), ...step.who, claims.length),
        validFrom: minute(20 + index + step.since > 59 ? 59 : Math.max(0, 20 + index + step.since)),
        learnedAt: at,
      };
      const others = claims.map((other) =>
        replaces(claim, other) && other.withdrawnAt === undefined
          ? replacedBy(other, claim)
          : other,
      );
      return [...others, claim];
    }
    const target = claims[step.nth % (claims.length || 1)];
    return claims.map((claim) => (claim === target ? became[step.op](claim, at) : claim));
  }, []);

const became = {
  withdraw: (claim: Claim, at: string): Claim =>
    claim.withdrawnAt || claim.replaced ? claim : { ...claim, withdrawnAt: at },
  verify: (claim: Claim, at: string): Claim =>
    claim.assurance === 'stated' && !claim.withdrawnAt
      ? { ...claim, raised: { assurance: 'verified', at } }
      : claim,
};

/** The same, keeping only what decisions need. */
const standing = (all: readonly Op[]): Standing =>
  all.reduce<Standing>((list, step, index) => {
    const before = history(all.slice(0, index));
    const after = history(all.slice(0, index + 1));
    if (step.op === 'say') return withClaim(list, after.at(-1)!, wordOverRecord);
    const changed = after.find((claim, nth) => claim !== before[nth] && !same(claim, before[nth]!));
    if (!changed) return list;
    if (step.op === 'withdraw') return withoutClaims(list, ({ claim }) => claim === changed.claim);
    return withRaised(list, changed, wordOverRecord);
  }, []);

const same = (a: Claim, b: Claim) => JSON.stringify(a) === JSON.stringify(b);

/** What the ladder says, in one line per rule. */
const model = (claims: readonly Claim[], at: string): unknown => {
  const counting = claims.filter(
    (c) => !c.withdrawnAt && c.validFrom <= at && !(c.replaced && c.replaced.from <= at),
  );
  const rungs: ((c: Claim) => boolean)[] = [
    (c) => c.source === 'customer' && c.assurance === 'authenticated',
    (c) => c.source === 'customer' && (c.assurance === 'verified' || c.raised !== undefined),
    (c) => c.source === 'agent',
    (c) => kindOf(c.source) === 'import',
  ];
  for (const stands of rungs) {
    const since = (c: Claim) => [c.validFrom, c.learnedAt].toSorted().at(-1)!;
    const equals = counting.filter(stands).toSorted((a, b) => (since(a) < since(b) ? -1 : 1));
    const last = equals
      .filter((c) => since(c) === since(equals.at(-1)!))
      .toSorted(byLearning)
      .at(-1);
    if (last) return last.value;
  }
  return undefined;
};

const byLearning = (a: Claim, b: Claim) =>
  a.learnedAt === b.learnedAt ? a.order - b.order : a.learnedAt < b.learnedAt ? -1 : 1;

describe('any sequence of claims, withdrawals and verifications', () => {
  it('leaves in force what the ladder says, for readers and for decisions alike', () =>
    fc.assert(
      fc.property(ops, (all) => {
        const claims = history(all);
        const expected = model(claims, noon);
        expect(effective(claims, wordOverRecord, now).inForce?.value).toBe(expected);
        expect(inForce(standing(all), wordOverRecord, noon)?.value).toBe(expected);
      }),
      { numRuns: 300 },
    ));

  it('is the same whatever order the claims are given in', () =>
    fc.assert(
      fc.property(ops, fc.infiniteStream(fc.nat()), (all, dice) => {
        const claims = history(all);
        const shuffled = claims
          .map((claim) => [dice.next().value, claim] as const)
          .toSorted(([a], [b]) => a - b)
          .map(([, claim]) => claim);
        const at = (list: readonly Claim[]) => effective(list, wordOverRecord, now).inForce?.claim;
        expect(at(shuffled)).toBe(at(claims));
      }),
    ));

  it('lets a customer’s claim in force go only for a customer’s word', () =>
    fc.assert(
      fc.property(ops, (all) => {
        for (const [index, step] of all.entries()) {
          const was = effective(history(all.slice(0, index)), wordOverRecord, now).inForce;
          const is = effective(history(all.slice(0, index + 1)), wordOverRecord, now).inForce;
          if (was?.source !== 'customer' || was.claim === is?.claim) continue;
          const byCustomer = step.op !== 'say' || step.who[0] === 'customer';
          expect(byCustomer).toBe(true);
        }
      }),
    ));

  it('loses no claim', () =>
    fc.assert(
      fc.property(ops, (all) => {
        const { inForce: first, others } = effective(history(all), wordOverRecord, now);
        const kept = others.length + (first ? 1 : 0);
        expect(kept).toBe(all.filter(({ op }) => op === 'say').length);
      }),
    ));
});
