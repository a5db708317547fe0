import { pageOf, roles, type RouteRow, Type } from '#platform';

import { contactId } from '../contact/contact.routes.js';
import { ContactAnswer } from './contact.representation.js';
import { ContactFilters } from './contacts.requests.js';

const example = {
  id: contactId,
  customer: 'customer-salma',
  channel: 'call',
  ticket: '019ab3c4-5d6e-7fff-8f00-0123456789ac',
  queue: 'network',
  team: '019ab3c4-5d6e-7fff-8f00-0123456789ad',
  service: 'vpn',
  accountable: 'agent-ana',
  status: 'open',
  startedAt: '2026-11-24T09:30:00.000Z',
  agents: [{ agent: 'agent-ana', toldAs: 'Ana', at: '2026-11-24T09:34:00.000Z' }],
  handoffs: [],
  callbacks: [],
  waits: [
    {
      wait: 'queue',
      startedAt: '2026-11-24T09:30:00.000Z',
      endedAt: '2026-11-24T09:34:00.000Z',
      seconds: 240,
      told: { minutes: 4, words: 'about 4 minutes' },
    },
  ],
  spent: { menu: 0, queue: 240, hold: 0, handoff: 0, repeat: 0, total: 240 },
  stories: [],
  askedAgain: 0,
  linked: [],
  refusals: 0,
  deviations: 0,
  changedAt: '2026-11-24T09:34:00.000Z',
  version: 3,
};

const told = (id: number, event: string, data: object) =>
  `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

const entry = {
  revision: 2,
  type: 'AgentJoined',
  at: '2026-11-24T09:34:00.000Z',
  recordedAt: '2026-11-24T09:34:00.004Z',
  by: { kind: 'integration', id: 'pbx' },
  data: { agent: 'agent-ana', toldAs: 'Ana', at: '2026-11-24T09:34:00.000Z' },
};

export const contactsRoutes = {
  list: {
    name: 'listContacts',
    method: 'GET',
    path: '/v1/contacts',
    summary: 'Contacts, the latest first. Customers see their own.',
    roles,
    owner: 'requester',
    list: {
      filters: ContactFilters,
      columns: {
        startedAfter: { column: 'startedAt', as: 'from' },
        startedBefore: { column: 'startedAt', as: 'to' },
      },
      sorts: { startedAt: 'startedAt', changedAt: 'changedAt' },
      order: '-startedAt',
    },
    answer: { schema: pageOf(ContactAnswer), example: { items: [example] } },
    problems: ['contact.staff-only'],
  },
  one: {
    name: 'readContact',
    method: 'GET',
    path: '/v1/contacts/:id',
    summary: 'One contact as it is now. Its version is the ETag.',
    roles,
    owner: 'requester',
    answer: { schema: ContactAnswer, example },
    problems: ['contact.not-found'],
  },
  live: {
    name: 'listenToContact',
    method: 'GET',
    path: '/v1/contacts/:id/live',
    summary: 'What happens in a contact, as server-sent events.',
    roles,
    owner: 'requester',
    answer: {
      media: 'text/event-stream',
      schema: Type.String(),
      example: told(41, 'ready', { position: 41 }) + told(42, entry.type, entry),
    },
    problems: ['contact.not-found'],
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
