import { applyDecorators } from '@nestjs/common';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsInt,
  IsString,
  Matches,
  Max,
  Min,
  ValidateBy,
  type ValidationOptions,
} from 'class-validator';
import { Guard } from 'typebox/guard';
import type { Schema } from '../routes/json-schema.js';
import {
  fileName,
  Id,
  Moment,
  Pseudonym,
  scopeName,
  singleLine,
  slug,
  text,
} from '../routes/schemas.js';
import { plain } from './constraints.js';
import { Optional } from './metadata.js';
import { Usually } from './says.js';
import { schemaCheck } from './schema-check.js';

/** For lists: what is said holds for each item. */
export const each: ValidationOptions = { each: true };

/** Characters as JSON Schema counts them; class-validator's own `Length` leaves some emoji parts out. */
export const MinCharacters = (min: number, options?: ValidationOptions): PropertyDecorator => {
  const validate = (value: unknown) => typeof value === 'string' && Guard.IsMinLength(value, min);
  return ValidateBy(
    { name: 'minCharacters', constraints: [min], validator: { validate } },
    options,
  );
};

export const MaxCharacters = (max: number, options?: ValidationOptions): PropertyDecorator => {
  const validate = (value: unknown) => typeof value === 'string' && Guard.IsMaxLength(value, max);
  return ValidateBy(
    { name: 'maxCharacters', constraints: [max], validator: { validate } },
    options,
  );
};

/** The keywords by which the vocabulary of schemas tells one text from another. */
interface TextSchema {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly description?: string;
  readonly examples?: readonly unknown[];
}

const annotationsOf = ({ description, examples }: TextSchema) => ({
  ...(description !== undefined && { description }),
  ...(examples !== undefined && { examples }),
});

/** A word of the vocabulary of schemas, said by class-validator's decorators. */
const textLike = (schema: Schema, options?: ValidationOptions): PropertyDecorator => {
  const { minLength, maxLength, pattern, ...rest } = plain(schema) as TextSchema;
  return applyDecorators(
    IsString(options),
    ...(minLength === undefined ? [] : [MinCharacters(minLength, options)]),
    ...(maxLength === undefined ? [] : [MaxCharacters(maxLength, options)]),
    ...(pattern === undefined ? [] : [Matches(new RegExp(pattern, 'u'), options)]),
    ...(options?.each ? [] : [Usually(annotationsOf(rest))]),
  );
};

/** A text of several lines in somebody's own words; with something in it that can be seen. */
export const IsText = (max?: number, options?: ValidationOptions): PropertyDecorator =>
  textLike(text(max), options);

/** A text of one line without control characters. */
export const IsSingleLine = (max?: number, options?: ValidationOptions): PropertyDecorator =>
  textLike(singleLine(max), options);

export const IsFileName = (max?: number): PropertyDecorator => textLike(fileName(max));

/** A short name that machines use. */
export const IsSlug = (max?: number, options?: ValidationOptions): PropertyDecorator =>
  textLike(slug(max), options);

/** The id of a thing that we made: a UUID. */
export const IsId = (options?: ValidationOptions): PropertyDecorator => textLike(Id, options);

/** The pseudonym of a person or machine. */
export const IsPseudonym = (options?: ValidationOptions): PropertyDecorator =>
  textLike(Pseudonym, options);

export const IsScope = (options?: ValidationOptions): PropertyDecorator =>
  textLike(scopeName(), options);

const isMoment = schemaCheck(Moment);

/** A moment in UTC (RFC 3339); a controller is given it with milliseconds. */
export const IsMoment = (): PropertyDecorator =>
  applyDecorators(
    ValidateBy({
      name: 'isMoment',
      constraints: [],
      validator: { validate: (value: unknown) => isMoment(value).length === 0 },
    }),
    Usually(annotationsOf(plain(Moment) as TextSchema)),
  );

export const OneOf = (values: readonly string[], options?: ValidationOptions): PropertyDecorator =>
  IsIn([...values], options);

export const IsInteger = (min: number, max: number): PropertyDecorator =>
  applyDecorators(IsInt(), Min(min), Max(max));

/** A list; what its items are is said beside it by decorators with `each`. */
export const Several = (max = 100, min = 0): PropertyDecorator =>
  applyDecorators(IsArray(), ...(min > 0 ? [ArrayMinSize(min)] : []), ArrayMaxSize(max));

/** A filter of a list: one or several values, separated by commas; any of them. */
export const Filter = (): PropertyDecorator => applyDecorators(Optional(), Several(50, 1));

/** For what decorators have no word for: one of several forms, a map. */
export const Holds = (schema: Schema): PropertyDecorator => {
  const check = schemaCheck(schema);
  const validate = (value: unknown) => check(value).length === 0;
  return ValidateBy({ name: 'holds', constraints: [plain(schema)], validator: { validate } });
};
