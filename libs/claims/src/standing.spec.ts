import { describe, expect, it } from '@jest/globals';
import type { Claim } from './claim.js';
import { wordOverRecord } from './ladder.js';
import { inForce, type Standing, withBegun, withClaim } from './standing.js';

const at = (hour: number) => `2026-11-22T${String(hour).padStart(2, '0')}:00:00.000Z`;

const claim = (value: string, learned: number, from = learned): Claim => ({
  claim: value,
  field: 'name',
  value,
  source: 'customer',
  assurance: 'authenticated',
  validFrom: at(from),
  learnedAt: at(learned),
  order: learned,
});

const standing = (...claims: readonly Claim[]): Standing =>
  claims.reduce<Standing>((all, one) => withClaim(all, one, wordOverRecord), []);

const nowAt = (all: Standing, hour: number) => inForce(all, wordOverRecord, at(hour))?.value;

describe('a clock that is set back', () => {
  it('leaves in force what was true when it was learned', () => {
    expect(nowAt(standing(claim('Salma', 12)), 12)).toBe('Salma');
    expect(nowAt(standing(claim('Salma', 12)), 10)).toBe('Salma');
  });

  it('leaves in force what had begun on its day', () => {
    const all = standing(claim('Salma', 8), claim('Sal', 9, 12));
    expect(nowAt(all, 11)).toBe('Salma');
    expect(nowAt(all, 12)).toBe('Sal');
    expect(nowAt(withBegun(all, 'Sal'), 11)).toBe('Sal');
  });

  it('lets no system take back what it had replaced', () => {
    const told = (value: string, learned: number): Claim => ({
      ...claim(value, learned),
      source: 'import:crm',
      assurance: 'none',
    });
    expect(nowAt(standing(told('Salma', 8), told('Sal', 12)), 10)).toBe('Sal');
  });
});
