import { describe, expect, it } from '@jest/globals';
import { lookUp } from './look-up.js';

const months = { may: 5 };

describe('looking up a word in a table', () => {
  it('finds the row of the table', () => {
    expect(lookUp(months, 'may')).toBe(5);
  });

  it.each(['june', ...Object.getOwnPropertyNames(Object.prototype)])(
    'finds nothing for %s',
    (word) => {
      expect(lookUp(months, word)).toBeUndefined();
    },
  );

  it('finds nothing where there is no table', () => {
    expect(lookUp(undefined, 'may')).toBeUndefined();
  });
});
