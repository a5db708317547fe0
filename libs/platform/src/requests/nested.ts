import 'reflect-metadata';
import { applyDecorators } from '@nestjs/common';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsObject, ValidateNested } from 'class-validator';
import type { RequestClass } from './request-class.js';

const nests = Symbol('nests');

const Nests =
  (child: RequestClass): PropertyDecorator =>
  (target, name) =>
    Reflect.defineMetadata(nests, child, target, name);

/** An object of its own class. */
export const Nested = (child: RequestClass): PropertyDecorator =>
  applyDecorators(IsObject(), ValidateNested(), Nests(child));

const each = { each: true };

/** A list of objects of one class. */
export const NestedList = (child: RequestClass, max = 100, min = 0): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ...(min > 0 ? [ArrayMinSize(min)] : []),
    ArrayMaxSize(max),
    IsObject(each),
    ValidateNested(each),
    Nests(child),
  );

/** The class that a property nests; where none is named, as TypeScript's metadata tell it. */
export const nestedIn = ({ name, prototype }: RequestClass, property: string): RequestClass => {
  const child: unknown =
    Reflect.getMetadata(nests, prototype as object, property) ??
    Reflect.getMetadata('design:type', prototype as object, property);
  if (typeof child === 'function' && child !== Object && child !== Array)
    return child as RequestClass;
  throw new Error(`${name}.${property} nests no class.`);
};
