import { describe, expect, it } from '@jest/globals';
import { IsBoolean, ValidateBy } from 'class-validator';
import { Type } from '../routes/json-schema.js';
import { singleLine, slug, strictObject } from '../routes/schemas.js';
import { canonicalOf } from './canonical.js';
import { Open, Optional } from './metadata.js';
import { Nested, NestedList } from './nested.js';
import { requestCheck } from './request-check.js';
import { each, Holds, IsInteger, IsMoment, IsSlug, IsText, OneOf, Several } from './vocabulary.js';

class Visit {
  @IsMoment() readonly at: string;
}

class Order {
  @IsText(10) readonly text: string;
  @Optional() @Several(2) @IsSlug(5, each) readonly tags?: readonly string[];
  @Optional() @IsInteger(1, 9) readonly pages?: number;
  @Optional() @IsBoolean() readonly shared?: boolean;
  @Optional() @OneOf(['in', 'out']) readonly way?: 'in' | 'out';
  @Optional() @IsMoment() readonly until?: string;
  @Optional() @Nested(Visit) readonly visit?: Visit;
  @Optional() @NestedList(Visit, 2) readonly visits?: readonly Visit[];
  @Optional() @Holds(Type.Union([singleLine(5), Type.Boolean()])) readonly is?: string | boolean;
  @Optional() @Holds(Type.Record(slug(), singleLine(3))) readonly map?: Readonly<
    Record<string, string>
  >;
}

const disagreed: Error[] = [];
const check = requestCheck(Order, (error) => disagreed.push(error));
const told = (body: unknown) => check(body).map(({ pointer, detail }) => [pointer, detail.en]);

describe('a request', () => {
  it('is taken as its class says', () => {
    const visits = [{ at: '2026-11-22T09:30:00Z' }];
    expect(told({ text: 'a' })).toEqual([]);
    expect(told({ text: 'a', tags: ['b'], pages: 9, visits, is: true, map: { a: 'b' } })).toEqual(
      [],
    );
  });

  it.each([
    ['a missing field', {}, '#/text', 'Missing. Must be a text'],
    ['an unknown field', { text: 'a', colour: 1 }, '#/colour', 'This field is unknown.'],
    ['a name that all objects inherit', { text: 'a', toString: 1 }, '#/toString', 'unknown'],
    ['another type', { text: 7 }, '#/text', 'Must be a text'],
    [
      'null where it may be left out',
      { text: 'a', pages: null },
      '#/pages',
      'a whole number, 1 to 9.',
    ],
    ['a text that is too long', { text: 'aaaaaaaaaaa' }, '#/text', 'at most 10 characters'],
    ['an emoji too many', { text: '❤️'.repeat(6) }, '#/text', 'at most 10 characters'],
    ['a number out of range', { text: 'a', pages: 10 }, '#/pages', '1 to 9.'],
    ['a fraction', { text: 'a', pages: 1.5 }, '#/pages', 'a whole number'],
    ['no choice', { text: 'a', way: 'up' }, '#/way', 'Must be one of: in, out.'],
    [
      'too many items',
      { text: 'a', tags: ['a', 'b', 'c'] },
      '#/tags',
      'a list of at most 2 items.',
    ],
    ['no list', { text: 'a', tags: 'a' }, '#/tags', 'Must be a list'],
    ['one item of a list', { text: 'a', tags: ['a', 7] }, '#/tags/1', 'a short name'],
    ['a local time', { text: 'a', until: '2026-11-22T09:30:00' }, '#/until', 'a moment in UTC'],
    ['another form', { text: 'a', tags: ['A'] }, '#/tags/0', 'a short name of small letters'],
    ['nothing to be seen', { text: '\u200b' }, '#/text', 'something in it that can be seen'],
    ['a list where one is nested', { text: 'a', visit: [] }, '#/visit', 'Must be an object.'],
    ['what is nested', { text: 'a', visit: {} }, '#/visit/at', 'Missing. Must be a moment'],
    ['a field in what is nested', { text: 'a', visit: { at: 1, b: 1 } }, '#/visit/b', 'unknown'],
    ['a text among objects', { text: 'a', visits: ['b'] }, '#/visits/0', 'an object'],
    ['an object of a list', { text: 'a', visits: [{ at: 1 }] }, '#/visits/0/at', 'a moment'],
    [
      'neither of two forms',
      { text: 'a', is: 7 },
      '#/is',
      'at most 5 characters long or true or false.',
    ],
    ['a value of a map', { text: 'a', map: { b: 'long' } }, '#/map/b', 'at most 3'],
    ['no object', 'text', '#', 'Must be an object.'],
    ['a list', [], '#', 'Must be an object.'],
    ['null', null, '#', 'Must be an object.'],
  ])('is refused for %s, and told where', (_, body, pointer, detail) =>
    expect(told(body)).toContainEqual([pointer, expect.stringContaining(detail)]),
  );

  it('is told one thing about one value', () => {
    expect(told({ text: '', pages: 'x', visit: 7 })).toEqual([
      [
        '#/text',
        'Must be a text with something in it that can be seen, at most 10 characters long.',
      ],
      ['#/pages', 'Must be a whole number, 1 to 9.'],
      ['#/visit', 'Must be an object.'],
    ]);
  });

  it('is told the whole form of a value, whatever part of it the value misses', () => {
    const form = ['#/pages', 'Must be a whole number, 1 to 9.'];
    for (const pages of ['x', 1.5, 0, 10, null, []])
      expect(told({ text: 'a', pages })).toEqual([form]);
    const moment = 'Must be a moment in UTC such as 2026-11-22T09:30:00Z.';
    for (const until of ['tomorrow', '2026-11-22', '2026-11-22T09:30:60Z', 7, {}])
      expect(told({ text: 'a', until })).toEqual([['#/until', moment]]);
  });

  it('of several forms is told what is wrong with the one that was meant, or all of them', () => {
    const Address = strictObject({ street: singleLine(5) });
    const Call = strictObject({ by: Type.Literal('phone'), number: singleLine(3) });
    const Mail = strictObject({ by: Type.Literal('mail'), box: singleLine(3) });
    class Reaching {
      @Optional() @Holds(Type.Union([Address, Type.Null()])) readonly at?: object | null;
      @Optional() @Holds(Type.Union([Call, Mail])) readonly how?: object;
    }
    const reaching = requestCheck(Reaching, (error) => disagreed.push(error));
    const said = (body: unknown) =>
      reaching(body).map(({ pointer, detail }) => `${pointer}: ${detail.en}`);
    const line = 'Must be one line of text with something in it that can be seen, at most';
    expect(said({ at: { street: 7 } })).toEqual([`#/at/street: ${line} 5 characters long.`]);
    expect(said({ at: 7 })).toEqual(['#/at: Must be an object or null.']);
    expect(said({ how: { by: 'mail', box: 'long' } })).toEqual([
      `#/how/box: ${line} 3 characters long.`,
    ]);
    expect(said({ how: { by: 'mail' } })).toEqual([
      `#/how/box: Missing. ${line} 3 characters long.`,
    ]);
    expect(said({ how: { by: 'fax' } })).toEqual(['#/how: Must be an object.']);
  });

  it('is told of a few unknown fields, not of all', () => {
    const many = Object.fromEntries(Array.from({ length: 99 }, (_, index) => [`f${index}`, index]));
    expect(told({ text: 'a', ...many })).toHaveLength(8);
  });

  it('may have other fields where its class is open', () => {
    @Open()
    class Foreign {
      @IsText(10) readonly text: string;
    }
    const open = requestCheck(Foreign, (error) => disagreed.push(error));
    expect(open({ text: 'a', hasOwnProperty: 1, more: { text: 2 } })).toEqual([]);
    expect(open({ more: 1 })).toHaveLength(1);
  });
});

describe('a valid request', () => {
  const canonical = canonicalOf(Order)!;

  it('has its moments in UTC with milliseconds, wherever they stand', () => {
    const at = '2026-11-22T09:30:00Z';
    expect(canonical({ text: at, until: at, visit: { at }, visits: [{ at }, { at }] })).toEqual({
      text: at,
      until: '2026-11-22T09:30:00.000Z',
      visit: { at: '2026-11-22T09:30:00.000Z' },
      visits: [{ at: '2026-11-22T09:30:00.000Z' }, { at: '2026-11-22T09:30:00.000Z' }],
    });
  });

  it('without moments stays as it is', () => {
    expect(canonical({ text: 'a', pages: 1 })).toEqual({ text: 'a', pages: 1 });
    class Plain {
      @IsText() readonly text: string;
    }
    expect(canonicalOf(Plain)).toBeUndefined();
  });
});

describe('a schema that refuses what class-validator takes', () => {
  it('does not decide, and is reported as the bug that it is', () => {
    const Lying = ValidateBy({ name: 'isInt', validator: { validate: () => true } });
    class Sample {
      @Lying readonly pages: number;
    }
    const reported: Error[] = [];
    const lenient = requestCheck(Sample, (error) => reported.push(error));
    expect(lenient({ pages: 'x' })).toEqual([]);
    expect(reported).toEqual([
      new Error('The schema of Sample refuses what its decorators accept.'),
    ]);
  });

  it('is not met with otherwise', () => expect(disagreed).toEqual([]));
});
