import { describe, expect, it } from '@jest/globals';
import { among, amongOrUnknown, count, moment, orUnknown, text, Unreadable } from './cells.js';

describe('reading a moment', () => {
  it.each([
    ['29-02-2016 01:16', '2016-02-29T01:16:00.000Z'],
    [' 05-03-2016 12:00 ', '2016-03-05T12:00:00.000Z'],
    ['29/2/2016 01:16', '2016-02-29T01:16:00.000Z'],
    ['3/4/2016 23:59', '2016-04-03T23:59:00.000Z'],
    ['29.02.2016 01:16:07', '2016-02-29T01:16:07.000Z'],
    ['2016-02-29 01:16', '2016-02-29T01:16:00.000Z'],
    ['2016-02-29T01:16:07.5Z', '2016-02-29T01:16:07.500Z'],
    ['2016-02-29T01:16:00+03:00', '2016-02-28T22:16:00.000Z'],
    ['2016-02-29 01:16:00-0430', '2016-02-29T05:46:00.000Z'],
  ])('takes %j, without a zone as UTC', (cell, iso) => expect(moment(cell)).toBe(iso));

  it.each([
    ['?'],
    [''],
    ['2016-02-30 01:16'],
    ['2016-02-29'],
    ['29/02-2016 01:16'],
    ['2/29/2016 01:16'],
    ['2016-02-29T01:16:00+99:00'],
    ['29-02-2015 01:16'],
    ['31-04-2016 01:16'],
    ['29-02-2016 24:16'],
    ['29-02-2016 01:1'],
    ['29-02-2016 01:16:60'],
    ['9-2-16 01:16'],
  ])('refuses %j', (cell) => {
    expect(() => moment(cell)).toThrow(Unreadable);
  });
});

describe('reading a text', () => {
  it('leaves out spaces that say nothing', () => {
    expect(text('Problem ID  2 ')).toBe('Problem ID 2');
    expect(text('Problem\r\nID\t2\n')).toBe('Problem ID 2');
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
    expect(() => orUnknown(moment)('soon')).toThrow('"soon" is not a date and time');
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
