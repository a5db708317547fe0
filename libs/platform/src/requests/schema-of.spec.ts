import { describe, expect, it } from '@jest/globals';
import {
  IsBoolean,
  IsEmail,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { Type } from '../routes/json-schema.js';
import { Open, Optional } from './metadata.js';
import { Nested, NestedList } from './nested.js';
import type { RequestClass } from './request-class.js';
import { Says } from './says.js';
import { schemaOf } from './schema-of.js';
import { each, Holds, IsInteger, IsText, OneOf, Several } from './vocabulary.js';

class Origin {
  @Says('Which system.') @IsString() readonly system: string;
}

/** A class whose property `is` carries these decorators. */
const having = (...decorators: readonly PropertyDecorator[]): RequestClass => {
  class Sample {
    readonly is: unknown;
  }
  for (const decorate of decorators) decorate(Sample.prototype, 'is');
  return Sample;
};

const propertyBy = (...decorators: readonly PropertyDecorator[]) =>
  (schemaOf(having(...decorators)) as unknown as { properties: { is: unknown } }).properties.is;

describe('the schema of a class', () => {
  it('names its properties, which of them must be there, and no others', () => {
    class Sample {
      @IsString() readonly text: string;
      @Optional() @IsBoolean() readonly shared?: boolean;
    }
    expect(schemaOf(Sample)).toEqual({
      type: 'object',
      required: ['text'],
      properties: { text: { type: 'string' }, shared: { type: 'boolean' } },
      additionalProperties: false,
    });
  });

  it.each([
    ['a range', [IsInteger(1, 9)], { type: 'integer', minimum: 1, maximum: 9 }],
    ['a choice', [OneOf(['in', 'out'])], { enum: ['in', 'out'] }],
    ['a pattern', [IsString(), Matches(/^a\/b$/u)], { type: 'string', pattern: '^a\\/b$' }],
    ['a text', [IsText(9)], expect.objectContaining({ minLength: 1, maxLength: 9 })],
    [
      'a list',
      [Several(3, 1), IsString(each)],
      { type: 'array', minItems: 1, maxItems: 3, items: { type: 'string' } },
    ],
    [
      'one of two forms',
      [Holds(Type.Union([Type.String(), Type.Boolean()]))],
      { anyOf: [{ type: 'string' }, { type: 'boolean' }] },
    ],
  ])('has %s', (_, decorators, schema) => expect(propertyBy(...decorators)).toEqual(schema));

  it.each([
    ['an object', [Nested(Origin)]],
    ['a class that TypeScript names', [IsObject(), ValidateNested()]],
  ])('goes into %s', (_, decorators) => {
    Reflect.defineMetadata('design:type', Origin, having().prototype as object, 'is');
    class Sample {
      readonly is: Origin;
    }
    Reflect.defineMetadata('design:type', Origin, Sample.prototype, 'is');
    for (const decorate of decorators) decorate(Sample.prototype, 'is');
    const { properties } = schemaOf(Sample) as unknown as { properties: { is: unknown } };
    expect(properties.is).toEqual(schemaOf(Origin));
  });

  it('goes into the objects of a list', () => {
    expect(propertyBy(NestedList(Origin, 3))).toEqual({
      type: 'array',
      maxItems: 3,
      items: schemaOf(Origin),
    });
  });

  it('has what is said of a property, before what its kind usually says', () => {
    expect(propertyBy(IsString(), Says('What it is.'))).toHaveProperty(
      'description',
      'What it is.',
    );
  });

  it('has the properties that a class inherits', () => {
    class Child extends Origin {
      @IsInt() readonly number: number;
    }
    expect(schemaOf(Child)).toMatchObject({
      required: expect.arrayContaining(['number', 'system']),
    });
  });

  it('of an open class takes other properties too', () => {
    @Open()
    class Sample {
      @IsString() readonly text: string;
    }
    expect(schemaOf(Sample)).toHaveProperty('additionalProperties', true);
  });
});

describe('a class is refused', () => {
  it.each([
    ['with a decorator that has no keyword', [IsEmail()], 'isEmail'],
    ['when two decorators claim the same keyword', [Matches(/a/u), Matches(/b/u)], 'pattern twice'],
    ['with an optional that would let null through', [IsOptional(), IsString()], 'a condition'],
    ['with a condition', [ValidateIf(() => true), IsString()], 'a condition'],
    ['with a decorator that holds at times', [IsString({ groups: ['a'] })], 'a condition'],
    ['with a pattern that is read in another way', [IsString(), Matches(/a/i)], 'the flag u'],
    ['that has a list of anything', [Several()], 'a list of anything'],
    ['that has items and no list', [IsString(each)], 'no list'],
    ['that nests no class', [IsObject(), ValidateNested()], 'nests no class'],
    ['that does not say that what it nests is an object', [ValidateNested()], 'nests'],
  ])('%s', (_, decorators, reason) =>
    expect(() => schemaOf(having(...decorators))).toThrow(reason),
  );

  it('when it nests an open class and is closed', () => {
    @Open()
    class Foreign {
      @IsString() readonly text: string;
    }
    expect(() => schemaOf(having(Nested(Foreign)))).toThrow('is open');
  });
});
