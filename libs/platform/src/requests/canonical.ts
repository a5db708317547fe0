import { lookUp } from '#eventing';
import { isObject, nestedClasses } from './instance.js';
import { decorationsOf } from './metadata.js';
import type { RequestClass } from './request-class.js';

type Rewrite = (value: unknown) => unknown;

/** A moment as it is kept and compared: in UTC, with milliseconds. */
const inMilliseconds: Rewrite = (moment) => new Date(String(moment)).toISOString();

const inEach =
  (rewrite: Rewrite): Rewrite =>
  (value) =>
    Array.isArray(value) ? value.map(rewrite) : rewrite(value);

const momentsIn = (shape: RequestClass): (readonly [string, Rewrite])[] =>
  [...decorationsOf(shape)]
    .filter(([, found]) => found.some(({ name }) => name === 'isMoment'))
    .map(([name]) => [name, inEach(inMilliseconds)]);

const nestedMoments = (shape: RequestClass): (readonly [string, Rewrite])[] =>
  [...nestedClasses(shape)].flatMap(([name, child]) => {
    const rewrite = canonicalOf(child);
    return rewrite ? [[name, inEach(rewrite)] as const] : [];
  });

/** Writes the moments of a valid value in one form; undefined where its class has none. */
export const canonicalOf = (shape: RequestClass): Rewrite | undefined => {
  const rewrites = [...momentsIn(shape), ...nestedMoments(shape)];
  if (rewrites.length === 0) return undefined;
  return (value) => {
    if (!isObject(value)) return value;
    const stated = rewrites.filter(([name]) => lookUp(value, name) !== undefined);
    const rewritten = stated.map(
      ([name, rewrite]) => [name, rewrite(lookUp(value, name))] as const,
    );
    return { ...value, ...Object.fromEntries(rewritten) };
  };
};
