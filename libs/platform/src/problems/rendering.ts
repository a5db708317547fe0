import { isSentence, type Language } from './language.js';
import type { Problem } from './problem.js';

/** Puts every sentence in `value` into one language. */
const translated = (value: unknown, language: Language): unknown => {
  if (isSentence(value)) return value[language];
  if (Array.isArray(value)) return value.map((item) => translated(item, language));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, translated(item, language)]),
  );
};

/** The problem as RFC 9457 writes it; what it is about follows its five members. */
export const rendered = (problem: Problem, requestId: string, language: Language) => ({
  ...(translated(problem.details, language) as object),
  type: `/problems/${problem.code}`,
  title: problem.sentence[language],
  status: problem.status,
  code: problem.code,
  instance: `urn:uuid:${requestId}`,
});
