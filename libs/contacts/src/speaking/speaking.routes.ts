import type { RouteRow } from '#platform';

import { answer, desk, refused, states } from '../contact/contact.routes.js';
import { JoinSpeaker } from '../contact/matters.requests.js';

export const speakingRoutes = {
  join: {
    name: 'JoinSpeaker',
    method: 'POST',
    path: '/v1/contacts/:id/speakers',
    summary:
      'Another person speaks in the contact. They speak for a customer only by a leave of that ' +
      'customer that is good now, and for this ticket.',
    roles: desk,
    ifMatch: 'allowed',
    states,
    body: JoinSpeaker,
    example: { speaker: 'customer-omar', name: 'Omar Hassan', speaksFor: 'customer-salma' },
    answer,
    problems: refused('no-leave'),
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
