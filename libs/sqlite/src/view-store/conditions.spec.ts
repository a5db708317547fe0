import { describe, expect, it } from '@jest/globals';
import { tokenOf } from './conditions.js';

describe('the token of a word', () => {
  it('begins with what no other tenant’s tokens begin with', () => {
    const tokens = [1, 2, 0x7fff, 0x8000, 0x8001, 0x10000].map((tenant) => tokenOf(tenant, 'word'));
    expect(new Set(tokens).size).toBe(tokens.length);
    for (const [one, other] of tokens.flatMap((a) => tokens.map((b) => [a, b] as const)))
      if (one !== other) expect(one.startsWith(other.slice(0, -'word'.length))).toBe(false);
  });
});
