import { describe, expect, it } from '@jest/globals';
import { among, amongOrUnknown, count, dayFirst, orUnknown, text, Unreadable } from './cells.js';

describe('reading a moment that begins with the day', () => {
  it('takes it as UTC', () => {
    expect(dayFirst('29-02-2016 01:16')).toBe('2016-02-29T01:16:00.000Z');
    expect(dayFirst(' 05-03-2016 12:00 ')).toBe('2016-03-05T12:00:00.000Z');
  });

  it.each([
    ['?'],
    [''],
    ['2016-02-29 01:16'],
    ['29/02/2016 01:16'],
    ['29-02-2015 01:16'],
    ['31-04-2016 01:16'],
    ['29-02-2016 24:16'],
    ['29-02-2016 01:1'],
    ['29-02-2016 01:16:00'],
    ['9-2-2016 01:16'],
  ])('refuses %j', (cell) => {
    expect(() => dayFirst(cell)).toThrow(Unreadable);
  });
});

describe('reading a text', () => {
  it('leaves out spaces that say nothing', () => {
    expect(text('Problem ID  2 ')).toBe('Problem ID 2');
  });

  it.each([['?'], [''], ['a\u0000b'], ['a\uFFFDb'], ['x'.repeat(101)]])('refuses %j', (cell) => {
    expect(() => text(cell)).toThrow(Unreadable);
  });
});

describe('reading a cell that may be unknown', () => {
  it.each([['?'], [''], [' ? ']])('takes %j as unknown', (cell) => {
    expect(orUnknown(text)(cell)).toBeUndefined();
  });

  it('refuses what is neither unknown nor readable', () => {
    expect(() => orUnknown(dayFirst)('soon')).toThrow('"soon" is not a date and time');
  });
});

describe('reading one of several values', () => {
  const levels = { '1 - High': 'very-high' };

  it('answers with what the table says', () => {
    expect(among(levels)('1 - High')).toBe('very-high');
  });

  it.each([['4 - None'], ['?'], ['constructor'], ['__proto__']])('refuses %j', (cell) => {
    expect(() => among(levels)(cell)).toThrow('is not one of 1 - High.');
  });

  it('may leave open what nobody knows', () => {
    expect(amongOrUnknown(levels)('constructor')).toBeUndefined();
  });
});

describe('reading a count', () => {
  it('takes whole numbers', () => expect(count('18')).toBe(18));

  it.each([['-1'], ['1.5'], ['1e3'], ['?'], ['99999999999']])('refuses %j', (cell) => {
    expect(() => count(cell)).toThrow(Unreadable);
  });
});
