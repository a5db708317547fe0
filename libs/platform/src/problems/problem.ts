import {
  personRules,
  streamRules,
  type RefusalKind,
  type Rulebook,
  type Rules,
  type Sentence,
} from '#eventing';

import { httpProblems, type HttpProblem } from './http.problems.js';

export interface ProblemType {
  readonly code: string;
  readonly status: number;
  readonly sentence: Sentence;
}

/** An answer that is not 2xx, before it is translated (RFC 9457). */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly type: ProblemType,
    readonly details: Readonly<Record<string, unknown>> = {},
    readonly headers: Readonly<Record<string, string>> = {},
    /** The error behind it; logged, never sent. */
    cause?: unknown,
  ) {
    super(type.sentence.en, { cause });
  }
}

/** One of the platform's own problems. */
export const problem = (
  rule: HttpProblem,
  details?: Readonly<Record<string, unknown>>,
  headers?: Readonly<Record<string, string>>,
  cause?: unknown,
): Problem => {
  const [status, en, ar] = httpProblems[rule];
  return new Problem(
    { code: `http.${rule}`, status, sentence: { en, ar } },
    details,
    headers,
    cause,
  );
};

export const statusOf: Readonly<Record<RefusalKind, number>> = {
  invalid: 422,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  stale: 412,
  'too-large': 413,
  unsupported: 415,
  'too-many': 429,
  busy: 503,
};

/** Every code that an answer can have; each has a page in every language. */
export type Catalogue = ReadonlyMap<string, ProblemType>;

const ofRulebook = ({ topic, rules }: Rulebook<Rules>): ProblemType[] =>
  Object.entries(rules).map(([rule, [kind, en, ar]]) => ({
    code: `${topic}.${rule}`,
    status: statusOf[kind],
    sentence: { en, ar },
  }));

const ofEdge = Object.entries(httpProblems).map(([rule, [status, en, ar]]) => ({
  code: `http.${rule}`,
  status,
  sentence: { en, ar },
}));

/**
 * The problems of the platform, the log and the contexts. Throws when two rulebooks use the same
 * code.
 */
export const catalogueOf = (rulebooks: readonly Rulebook<Rules>[]): Catalogue => {
  const all = new Set<Rulebook<Rules>>([streamRules, ...rulebooks, personRules]);
  const types = [...ofEdge, ...[...all].flatMap(ofRulebook)];
  const catalogue = new Map(types.map((type) => [type.code, type]));
  if (catalogue.size < types.length) throw new Error('Two rules have the same code.');
  return catalogue;
};
