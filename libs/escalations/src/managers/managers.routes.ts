import { described, Moment, Pseudonym, type RouteRow, staff, strictObject, Type } from '#platform';

import { OfferAnswersQuery } from './managers.requests.js';

const count = Type.Integer({ minimum: 0 });

const Answers = strictObject({
  person: described(Pseudonym, 'To whom escalations were offered.'),
  accepted: described(count, 'How many they accepted.'),
  declined: described(count, 'How many they declined, with a reason.'),
  lapsed: described(count, 'How many they did not answer in time.'),
  open: described(count, 'How many they have not answered yet, or were withdrawn before.'),
});

export const managersRoutes = {
  answers: {
    name: 'offerAnswers',
    method: 'GET',
    path: '/v1/escalations/answers',
    summary: 'What each manager answered to the escalations that were offered to them in a period.',
    roles: [...staff, 'auditor'],
    query: OfferAnswersQuery,
    answer: {
      schema: strictObject({
        from: described(Moment, 'When the period begins.'),
        to: described(Moment, 'When it ends.'),
        items: described(Type.Array(Answers), 'Each person to whom one was offered.'),
      }),
      example: {
        from: '2026-11-01T00:00:00.000Z',
        to: '2026-12-01T00:00:00.000Z',
        items: [{ person: 'manager-mona', accepted: 4, declined: 1, lapsed: 0, open: 0 }],
      },
    },
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
