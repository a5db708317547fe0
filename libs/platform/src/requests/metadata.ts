import 'reflect-metadata';
import { getMetadataStorage, ValidateIf, ValidationTypes } from 'class-validator';
import { once } from './once.js';
import type { RequestClass } from './request-class.js';

/** One decorator of one property, as class-validator keeps it. */
export type Decoration = ReturnType<
  ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']
>[number];

const isStated = (_: object, value: unknown) => value !== undefined;

/** May be left out. Not `IsOptional`, which lets null through as well. */
export const Optional = (): PropertyDecorator => ValidateIf(isStated);

export const isOptional = ({ type, constraints }: Decoration): boolean =>
  type === ValidationTypes.CONDITIONAL_VALIDATION && constraints[0] === isStated;

export const isNested = ({ type }: Decoration): boolean =>
  type === ValidationTypes.NESTED_VALIDATION;

/** Holds at times only, which no schema can say. */
export const isConditional = (decoration: Decoration): boolean =>
  decoration.validateIf !== undefined ||
  (decoration.groups ?? []).length > 0 ||
  (decoration.type === ValidationTypes.CONDITIONAL_VALIDATION && !isOptional(decoration));

/** The decorators of each property, those of its parents' too. */
export const decorationsOf = once(
  (shape: RequestClass): ReadonlyMap<string, readonly Decoration[]> => {
    const all = getMetadataStorage().getTargetValidationMetadatas(shape as never, '', true, false);
    return Map.groupBy(all, ({ propertyName }) => propertyName);
  },
);

const open = Symbol('open');

/** Takes properties beside its own: for what another protocol defines. */
export const Open = (): ClassDecorator => (shape) => Reflect.defineMetadata(open, true, shape);

export const isOpen = (shape: RequestClass): boolean => Reflect.hasMetadata(open, shape);
