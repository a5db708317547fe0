import { Answered, type Listing, pageOf, roles, type RouteRow, staff, Type } from '#platform';

import { DeclineEscalation, RequestEscalation } from '../escalation/escalation.requests.js';
import {
  answer,
  concerned,
  escalationId,
  offerCodes,
  refused,
  states,
} from '../escalation/escalation.routes.js';
import { EscalationAnswer } from './escalation.representation.js';
import { AllEscalationFilters, EscalationFilters } from './escalations.requests.js';

const ticket = '019ab3c4-5d6e-7fff-8f00-0123456789ac';
const asked = { reason: 'Three call-backs were missed.', wants: 'An engineer on site this week.' };

const example = {
  id: escalationId,
  customer: 'customer-salma',
  people: ['customer-salma'],
  about: { ticket },
  queue: 'network',
  team: '019ab3c4-5d6e-7fff-8f00-0123456789ad',
  status: 'offered',
  accountable: 'manager-mona',
  due: '2026-11-24T09:50:00.000Z',
  isOverdue: false,
  climbs: 1,
  offers: [
    {
      person: 'manager-mona',
      name: 'Mona',
      at: '2026-11-24T09:30:00.000Z',
      until: '2026-11-24T09:45:00.000Z',
      outcome: 'declined',
      answeredAt: '2026-11-24T09:35:00.000Z',
      reason: 'I planned the work that failed; somebody else must judge it.',
    },
    {
      person: 'manager-max',
      at: '2026-11-24T09:35:00.000Z',
      until: '2026-11-24T09:50:00.000Z',
      outcome: 'open',
    },
  ],
  asked: [
    {
      customer: 'customer-salma',
      cause: { kind: 'asked' },
      ...asked,
      by: 'customer-salma',
      at: '2026-11-24T09:30:00.000Z',
    },
  ],
  requestedAt: '2026-11-24T09:30:00.000Z',
  returns: [],
  contacts: [],
  version: 5,
};

const listed: Pick<Listing, 'columns' | 'sorts' | 'order'> = {
  columns: { dueAfter: { column: 'due', as: 'from' }, dueBefore: { column: 'due', as: 'to' } },
  sorts: { due: 'due', requestedAt: 'requestedAt', climbs: 'climbs' },
  order: 'due',
};

const changes = {
  media: 'text/event-stream',
  schema: Type.String(),
  example:
    'id: 41\nevent: ready\ndata: {"position":41}\n\n' +
    `id: 42\nevent: changed\ndata: ${JSON.stringify(example)}\n\n`,
};

const page = { schema: pageOf(EscalationAnswer), example: { items: [example] } };

export const escalationsRoutes = {
  request: {
    name: 'RequestEscalation',
    method: 'POST',
    path: '/v1/escalations',
    summary:
      'Ask for an escalation of a ticket. A customer can always ask. It is offered at once to the ' +
      'first manager in line who is there. While one is open, asking again joins it.',
    roles: concerned,
    owner: 'requester',
    states,
    body: RequestEscalation,
    example: { ticket, ...asked },
    answer: { status: 201, schema: Answered, example: { id: escalationId, version: 2 } },
    problems: ['not-found', 'ticket-not-found', 'over', 'too-many'].map(
      (code) => `escalation.${code}`,
    ),
  },
  decline: {
    name: 'DeclineEscalation',
    method: 'POST',
    path: '/v1/escalations/:id/refusals',
    summary:
      'Decline an escalation that is offered to you: with a reason, which the customer reads. It ' +
      'goes to the next in line at once. The last in line cannot decline.',
    roles: staff,
    ifMatch: 'allowed',
    body: DeclineEscalation,
    example: { reason: 'I planned the work that failed; somebody else must judge it.' },
    answer,
    problems: refused(...offerCodes),
  },
  list: {
    name: 'listEscalations',
    method: 'GET',
    path: '/v1/escalations',
    summary: 'Escalations, the next to be answered first. Customers see their own.',
    roles,
    owner: 'requester',
    list: { filters: AllEscalationFilters, ...listed },
    answer: page,
    problems: ['escalation.staff-only'],
  },
  mine: {
    name: 'myEscalations',
    method: 'GET',
    path: '/v1/my-escalations',
    summary: 'The open escalations that are offered to me, or that I have, the next due first.',
    roles: staff,
    scope: 'escalations:read',
    list: { filters: EscalationFilters, ...listed },
    answer: page,
  },
  one: {
    name: 'readEscalation',
    method: 'GET',
    path: '/v1/escalations/:id',
    summary:
      'One escalation: who has it, until when, and every refusal with its reason. Its version is ' +
      'the ETag.',
    roles,
    owner: 'requester',
    answer: { schema: EscalationAnswer, example },
    problems: ['escalation.not-found'],
  },
  live: {
    name: 'listenToEscalation',
    method: 'GET',
    path: '/v1/escalations/:id/live',
    summary: 'An escalation as it changes, as server-sent events.',
    roles,
    owner: 'requester',
    answer: changes,
    problems: ['escalation.not-found'],
  },
  board: {
    name: 'listenToEscalations',
    method: 'GET',
    path: '/v1/escalations/live',
    summary: 'Every escalation as it changes, as server-sent events: for a supervisor’s board.',
    roles: [...staff, 'auditor', 'integration'],
    answer: changes,
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
