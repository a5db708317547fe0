import { decorationsOf, isNested } from './metadata.js';
import { nestedIn } from './nested.js';
import { once } from './once.js';
import type { RequestClass } from './request-class.js';

type Properties = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Properties =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The classes that the properties of a class nest. */
export const nestedClasses = once(
  (shape: RequestClass): ReadonlyMap<string, RequestClass> =>
    new Map(
      [...decorationsOf(shape)]
        .filter(([, found]) => found.some(isNested))
        .map(([name]) => [name, nestedIn(shape, name)]),
    ),
);

const nested = (child: RequestClass | undefined, value: unknown): unknown => {
  if (!child) return value;
  if (Array.isArray(value)) return value.map((item) => nested(child, item));
  return isObject(value) ? instanceOf(child, value) : value;
};

/** class-validator looks names up in a plain object, which knows the names that all objects inherit. */
const unknownAsSuch = (name: string) => (name in Object.prototype ? `${name}\0` : name);

/** A property's name as it was sent. */
export const asSent = (name: string): string => name.replace('\0', '');

/** What was sent, as class-validator wants it: an instance, and what it nests too. No code of it runs. */
export const instanceOf = (shape: RequestClass, value: Properties): object => {
  const children = nestedClasses(shape);
  const instance = Object.create(shape.prototype as object) as Record<string, unknown>;
  for (const [name, item] of Object.entries(value))
    instance[unknownAsSuch(name)] = nested(children.get(name), item);
  return instance;
};
