import { isSentence, type Language } from './language.js';
import type { Problem } from './problem.js';

/** Translates every sentence in `value` into one language. */
const translated = (value: unknown, language: Language): unknown => {
  if (isSentence(value)) return value[language];
  if (Array.isArray(value)) return value.map((item) => translated(item, language));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, translated(item, language)]),
  );
};

const reserved = ['type', 'title', 'status', 'code', 'instance'];

const withoutReserved = (details: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(details).filter(([name]) => !reserved.includes(name)));

/** The problem in the form of RFC 9457; its details follow the five standard members. */
export const rendered = ({ type, details }: Problem, requestId: string, language: Language) => ({
  type: `/problems/${type.code}`,
  title: type.sentence[language],
  status: type.status,
  code: type.code,
  ...withoutReserved(translated(details, language) as Record<string, unknown>),
  instance: `urn:uuid:${requestId}`,
});
