import type { Schema } from '../routes/json-schema.js';
import { isConstraint, type Keywords, keywordsOf } from './constraints.js';
import {
  type Decoration,
  decorationsOf,
  isConditional,
  isNested,
  isOpen,
  isOptional,
} from './metadata.js';
import { nestedIn } from './nested.js';
import { once } from './once.js';
import type { RequestClass } from './request-class.js';
import { annotationsOf } from './says.js';

/** One property's place in a class, for what is said of a mistake in it. */
interface Place {
  readonly shape: RequestClass;
  readonly name: string;
}

const mistake = ({ shape, name }: Place, what: string) =>
  new Error(`${shape.name}.${name} ${what}`);

/** That it is an object is for `IsObject` to say: class-validator also takes a list of such objects. */
const nestedKeywords = ({ shape, name }: Place): Keywords => {
  const child = nestedIn(shape, name);
  if (isOpen(shape) !== isOpen(child))
    throw mistake({ shape, name }, 'is open where it nests, or closed where it is nested.');
  const { type: _, ...keywords } = schemaOf(child) as Keywords;
  return keywords;
};

const keywordsIn = (place: Place, decoration: Decoration): Keywords => {
  const { type, name, constraints } = decoration;
  if (isConditional(decoration)) throw mistake(place, `has @${name ?? type} under a condition.`);
  if (isNested(decoration)) return nestedKeywords(place);
  if (isConstraint(name)) return keywordsOf(name, constraints ?? []);
  throw mistake(place, `has @${name ?? type}, which no JSON Schema is known for.`);
};

/** No two decorators may claim the same keyword, or one of them would be lost. */
const merged = (place: Place, found: readonly Decoration[]): Keywords => {
  const parts = found.map((one) => keywordsIn(place, one));
  const names = parts.flatMap((part) => Object.keys(part));
  const twice = names.find((name, index) => names.indexOf(name) < index);
  if (twice !== undefined) throw mistake(place, `says ${twice} twice.`);
  return Object.assign({}, ...parts) as Keywords;
};

const propertyOf = (place: Place, decorations: readonly Decoration[]): Keywords => {
  const found = decorations.filter((one) => !isOptional(one));
  const [ofItems, ofAll] = [found.filter(({ each }) => each), found.filter(({ each }) => !each)];
  const [items, all] = [merged(place, ofItems), merged(place, ofAll)];
  if ((all['type'] === 'array') !== ofItems.length > 0 && !('items' in all))
    throw mistake(place, 'is a list of anything, or has items and is no list.');
  if (found.some(isNested) && (ofItems.length > 0 ? items : all)['type'] !== 'object')
    throw mistake(place, 'nests a class and does not say that it is an object.');
  const { shape, name } = place;
  return { ...all, ...(ofItems.length > 0 && { items }), ...annotationsOf(shape, name) };
};

const made = (shape: RequestClass): Keywords => {
  const decorations = [...decorationsOf(shape)];
  const properties = decorations.map(
    ([name, found]) => [name, propertyOf({ shape, name }, found)] as const,
  );
  const required = decorations.filter(([, found]) => !found.some(isOptional));
  return {
    type: 'object',
    ...(required.length > 0 && { required: required.map(([name]) => name) }),
    properties: Object.fromEntries(properties),
    additionalProperties: isOpen(shape),
  };
};

/**
 * The JSON Schema (2020-12) of a request's class: what validates fast, and what documents. Throws for a
 * decorator that has no keyword, and for two that claim the same one.
 */
export const schemaOf = once((shape: RequestClass) => made(shape) as unknown as Schema);
