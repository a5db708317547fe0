import { describe, expect, it } from '@jest/globals';
import { IsBoolean } from 'class-validator';
import { Type } from '../routes/json-schema.js';
import { singleLine, slug } from '../routes/schemas.js';
import { agreementOn } from './agreement.fixture.js';
import { Open, Optional } from './metadata.js';
import { Nested, NestedList } from './nested.js';
import type { RequestClass } from './request-class.js';
import {
  each,
  Holds,
  IsFileName,
  IsId,
  IsInteger,
  IsMoment,
  IsPseudonym,
  IsScope,
  IsSingleLine,
  IsSlug,
  IsText,
  OneOf,
  Several,
} from './vocabulary.js';

/** A class with one property that carries these decorators. */
const having = (...decorators: readonly PropertyDecorator[]): RequestClass => {
  class Sample {
    readonly is: unknown;
  }
  for (const decorate of decorators) decorate(Sample.prototype, 'is');
  return Sample;
};

class Part {
  @IsSingleLine(20) readonly name: string;
  @Optional() @IsMoment() readonly at?: string;
}

@Open()
class Foreign {
  @IsText(20) readonly userName: string;
}

describe('the schema of a class and class-validator are of one mind', () => {
  it.each<[string, RequestClass]>([
    ['a text', having(IsText(40))],
    ['a line', having(IsSingleLine(40))],
    ['a file name', having(IsFileName(40))],
    ['a slug', having(IsSlug(40))],
    ['an id', having(IsId())],
    ['a pseudonym', having(IsPseudonym())],
    ['a scope', having(IsScope())],
    ['a moment', having(IsMoment())],
    ['a choice', having(OneOf(['in', 'out']))],
    ['a number', having(IsInteger(-1, 9))],
    ['a yes or no', having(IsBoolean())],
    ['what may be left out', having(Optional(), IsText(5))],
    ['a list of slugs', having(Several(3, 1), IsSlug(9, each))],
    ['a list of choices', having(Several(2), OneOf(['a', 'Network'], each))],
    ['an object', having(Nested(Part))],
    ['a list of objects', having(NestedList(Part, 2))],
    ['one of two forms', having(Holds(Type.Union([singleLine(9), Type.Boolean()])))],
    ['a map', having(Holds(Type.Record(slug(), singleLine(9), { maxProperties: 2 })))],
    ['a class without properties', having()],
    ['an open class', Foreign],
  ])('on %s', (_, shape) => {
    const { taken, refused } = agreementOn(shape, 2000);
    expect(taken).toBeGreaterThan(50);
    expect(refused).toBeGreaterThan(50);
  });
});
