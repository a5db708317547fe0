import { described, oneOf, roles, type RouteRow, strictObject, Type, valuesUnder } from '#platform';

import {
  awaited,
  channels,
  closures,
  facts,
  grades,
  kinds,
  priorities,
  relations,
  statuses,
} from '../ticket/ticket.events.js';
import { defaultSettings } from '../ticket/ticket.settings.js';

const text = Type.String();
const count = Type.Integer({ minimum: 0 });
const list = (values: readonly string[], says: string) =>
  described(Type.Array(oneOf(values)), says);

/** The words of tickets in the order in which people read them. */
export const words = {
  kinds,
  statuses,
  channels,
  priorities,
  impacts: grades,
  urgencies: grades,
  awaited,
  closures,
  relations,
  facts,
} as const;

const Matrix = strictObject({
  version: described(text, 'Its version, which every derived priority names.'),
  of: described(
    valuesUnder(grades, (impact) =>
      described(
        valuesUnder(grades, (urgency) =>
          described(oneOf(priorities), `The priority where the urgency is ${urgency}.`),
        ),
        `By urgency, where the impact is ${impact}.`,
      ),
    ),
    'By impact.',
  ),
});

const Configuration = strictObject({
  kinds: list(kinds, 'What a ticket can be.'),
  statuses: list(statuses, 'The states that a ticket can be in.'),
  channels: list(channels, 'How a customer can reach the desk.'),
  priorities: list(priorities, 'The priorities, from most to least.'),
  impacts: list(grades, 'How much can be hit, from most to least.'),
  urgencies: list(grades, 'How soon it must end, from most to least.'),
  awaited: list(awaited, 'What a ticket on hold can wait for.'),
  closures: list(closures, 'How a ticket can be closed.'),
  relations: list(relations, 'How a ticket can stand to another one.'),
  facts: list(facts, 'What of a ticket the customer can correct.'),
  matrix: described(Matrix, 'Which priority follows from impact and urgency.'),
  categories: described(Type.Array(text), 'The categories that are offered. Others are taken too.'),
  services: described(Type.Array(text), 'The services that are offered. Others are taken too.'),
  reopenDays: described(count, 'For how many days after closing a reply opens a ticket again.'),
  answerDays: described(count, 'How many days the customer has to answer a proposal.'),
  watchers: described(count, 'How many people may watch a ticket at most.'),
});

export const ticketConfigurationRoutes = {
  tickets: {
    name: 'readTicketConfiguration',
    method: 'GET',
    path: '/v1/configuration/tickets',
    summary:
      'What is configured of tickets: their words, the priority matrix, categories, services.',
    roles,
    answer: {
      schema: Configuration,
      example: {
        ...words,
        matrix: defaultSettings.matrix,
        categories: ['network'],
        services: ['vpn'],
        reopenDays: defaultSettings.reopenDays,
        answerDays: defaultSettings.answerDays,
        watchers: defaultSettings.maxWatchers,
      },
    },
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
