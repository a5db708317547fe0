import { Type } from 'typebox';
import type { RouteRow } from '../routes/route.js';
import { strictObject } from '../routes/schemas.js';

export const problemRoutes = {
  all: {
    name: 'listProblems',
    method: 'GET',
    path: '/problems',
    summary: 'Every code that an answer can carry.',
    roles: 'anyone',
    answer: {
      schema: strictObject({ items: Type.Array(Type.Object({})) }),
      example: { items: [{ code: 'http.not-found', status: 404 }] },
    },
  },
  one: {
    name: 'explainProblem',
    method: 'GET',
    path: '/problems/:code',
    summary: 'What a problem means, in English and Arabic.',
    roles: 'anyone',
    params: { code: Type.String({ pattern: '^[a-z0-9.-]{1,80}$' }) },
    answer: {
      schema: Type.Object({ code: Type.String(), status: Type.Integer(), title: Type.String() }),
      example: { code: 'http.not-found', status: 404, title: 'There is nothing here for you.' },
    },
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
