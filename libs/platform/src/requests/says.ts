import 'reflect-metadata';
import type { RequestClass } from './request-class.js';

/** What the OpenAPI document tells of a property beside its form. */
export interface Annotations {
  readonly description?: string;
  readonly examples?: readonly unknown[];
}

const own = Symbol('says');
const usual = Symbol('usually says');

/** What a property means, for the OpenAPI document. */
export const Says =
  (description: string): PropertyDecorator =>
  (target, name) =>
    Reflect.defineMetadata(own, { description }, target, name);

/** What a word of the vocabulary says where the property says nothing. */
export const Usually =
  (annotations: Annotations): PropertyDecorator =>
  (target, name) =>
    Reflect.defineMetadata(usual, annotations, target, name);

/** What is said of a property: its own description before the usual one. */
export const annotationsOf = ({ prototype }: RequestClass, name: string): Annotations => ({
  ...(Reflect.getMetadata(usual, prototype as object, name) as Annotations | undefined),
  ...(Reflect.getMetadata(own, prototype as object, name) as Annotations | undefined),
});
