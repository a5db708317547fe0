import { Type } from '../routes/json-schema.js';
import { httpProblems } from './http.problems.js';
import type { RouteRow } from '../routes/route.js';
import { described, strictObject } from '../routes/schemas.js';

const InWords = strictObject({
  en: described(Type.String(), 'In English.'),
  ar: described(Type.String(), 'In Arabic.'),
});

const Explained = strictObject({
  type: described(Type.String(), 'The page that explains it; the `type` of every such problem.'),
  code: described(Type.String(), 'Stable; decide by this.'),
  status: described(Type.Integer(), 'The status of the answer.'),
  title: described(Type.String(), 'What it means, in the language of Accept-Language.'),
  in: described(InWords, 'What it means, in each language.'),
});

const [status, en, ar] = httpProblems['not-found'];

const example = {
  type: '/problems/http.not-found',
  code: 'http.not-found',
  status,
  title: en,
  in: { en, ar },
};

export const problemRoutes = {
  all: {
    name: 'listProblems',
    method: 'GET',
    path: '/problems',
    summary: 'Every code that an answer can carry.',
    roles: 'anyone',
    answer: {
      schema: strictObject({ items: described(Type.Array(Explained), 'Every code.') }),
      example: { items: [example] },
    },
  },
  one: {
    name: 'explainProblem',
    method: 'GET',
    path: '/problems/:code',
    summary: 'What a problem means, in English and Arabic.',
    roles: 'anyone',
    params: {
      code: described(
        Type.String({ maxLength: 80, pattern: '^[a-z0-9.-]+$' }),
        'The code of a problem.',
      ),
    },
    answer: { schema: Explained, example },
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
