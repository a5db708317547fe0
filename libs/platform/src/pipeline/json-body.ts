import { isUtf8 } from 'node:buffer';
import { lookUp, type Sentence } from '#eventing';

import { problem } from '../problems/problem.js';

const DEEPEST = 32;

const reasons = {
  deep: { en: `Nested deeper than ${DEEPEST} levels.`, ar: `متداخل أعمق من ${DEEPEST} مستوى.` },
  key: { en: 'A field may not have this name.', ar: 'لا يجوز أن يحمل حقل هذا الاسم.' },
  number: {
    en: 'A number that JSON readers do not agree on (beyond ±9007199254740991).',
    ar: 'عدد لا تتفق عليه قارئات JSON (خارج ±9007199254740991).',
  },
  text: {
    en: 'A text with NUL or half of a surrogate pair.',
    ar: 'نص يحتوي على NUL أو نصف زوج بديل.',
  },
} as const satisfies Readonly<Record<string, Sentence>>;

interface Fault {
  readonly reason: keyof typeof reasons;
  readonly path: readonly (string | number)[];
}

const here = (reason: Fault['reason']): Fault => ({ reason, path: [] });
const within = (key: string | number, { reason, path }: Fault): Fault => ({
  reason,
  path: [key, ...path],
});

const inText = (text: string) =>
  text.includes('\0') || !text.isWellFormed() ? here('text') : undefined;

const inNumber = (number: number) =>
  Number.isSafeInteger(number) || (Number.isFinite(number) && !Number.isInteger(number))
    ? undefined
    : here('number');

const poisonous = new Set(['__proto__', 'constructor', 'prototype']);

const inObject = (object: Readonly<Record<string, unknown>>, depth: number): Fault | undefined => {
  for (const key of Object.keys(object)) {
    if (poisonous.has(key)) return within(key, here('key'));
    const fault = inText(key) ?? faultIn(lookUp(object, key), depth + 1);
    if (fault) return within(key, fault);
  }
  return undefined;
};

const inArray = (array: readonly unknown[], depth: number): Fault | undefined => {
  for (let index = 0; index < array.length; index += 1) {
    const fault = faultIn(array[index], depth + 1);
    if (fault) return within(index, fault);
  }
  return undefined;
};

/** The first fault in a parsed value that no schema needs to know about. */
const faultIn = (value: unknown, depth: number): Fault | undefined => {
  if (typeof value === 'string') return inText(value);
  if (typeof value === 'number') return inNumber(value);
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth > DEEPEST) return here('deep');
  return Array.isArray(value) ? inArray(value, depth) : inObject(value as never, depth);
};

/** A JSON pointer (RFC 6901) as a URI fragment. */
const pointerOf = (path: readonly (string | number)[]): string =>
  `#${path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw problem('json-malformed');
  }
};

/** The value of a JSON body, without anything that could harm a later reader. */
export const readJson = (bytes: Buffer): unknown => {
  if (bytes.length === 0) return undefined;
  if (!isUtf8(bytes)) throw problem('json-malformed');
  const value = parsed(bytes.toString('utf8'));
  const fault = faultIn(value, 1);
  if (!fault) return value;
  const errors = [
    { pointer: pointerOf(fault.path.map(wellFormed)), detail: reasons[fault.reason] },
  ];
  throw problem('json-refused', { errors });
};

const wellFormed = (part: string | number) =>
  typeof part === 'string' ? part.toWellFormed().slice(0, 100) : part;

/** Whether a text of the path or query is clean: percent-encoding can hide the same faults. */
export const isClean = (text: string): boolean => inText(text) === undefined;
