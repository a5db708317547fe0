import { Answered, type RouteRow } from '#platform';

import { answer, desk, refused, states } from '../contact/contact.routes.js';
import { RefuseService } from '../contact/matters.requests.js';

export const refusalRoutes = {
  refuse: {
    name: 'RefuseService',
    method: 'POST',
    path: '/v1/contacts/:id/refusals',
    summary:
      'Refuse something, by a rule. While a correction of the customer is open, on the ticket or in ' +
      'their record, nothing can be refused; the answer names the correction.',
    roles: desk,
    ifMatch: 'allowed',
    states,
    body: RefuseService,
    example: { rule: 'second-hand-phones', reason: 'Bought from a stranger.' },
    answer: { ...answer, schema: Answered },
    problems: refused('correction-open'),
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
