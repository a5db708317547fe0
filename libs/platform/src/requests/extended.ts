import type { RequestClass } from './request-class.js';

/** A class with further properties, each with its decorators. */
export const extended = (
  parent: RequestClass,
  properties: Readonly<Record<string, readonly PropertyDecorator[]>>,
): RequestClass => {
  abstract class Extended extends (parent as abstract new () => object) {}
  for (const [name, decorators] of Object.entries(properties))
    for (const decorate of decorators) decorate(Extended.prototype, name);
  return Object.defineProperty(Extended, 'name', { value: parent.name });
};

/** What holds nothing, and refuses everything. */
export const Nothing: RequestClass = extended(Object, {});
