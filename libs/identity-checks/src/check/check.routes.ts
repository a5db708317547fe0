import {
  described,
  Id,
  oneOf,
  Pseudonym,
  type Role,
  type RouteRow,
  staff,
  strictObject,
  Type,
  Version,
} from '#platform';

import { AnswerCheck, ObjectToChange, StartCheck } from './check.requests.js';

const concerned: readonly Role[] = ['customer', ...staff, 'integration'];
const params = { id: described(Pseudonym, 'The customer’s pseudonym.') };
const states = ['onBehalfOf'] as const;
const checkId = '019ab3c4-5d6e-7fff-8f00-0123456789ab';

const names = Type.Array(Type.String());

const Way = strictObject({
  way: described(Type.String(), 'Its name.'),
  challenge: described(Type.String(), 'What a check by it is started with.'),
  says: described(Type.String(), 'What it takes, in the language of Accept-Language.'),
});

const Answered = strictObject({
  id: described(Id, 'The check’s id.'),
  version: Version,
  outcome: described(oneOf(['open', 'verified', 'another-way']), 'What it has come to.'),
  asks: described(names, 'The factors that are asked for now.'),
  ways: described(
    Type.Array(Way),
    'The other ways to verify that you can start; none once verified.',
  ),
  pause: described(Type.Integer({ minimum: 0 }), 'Seconds until something is compared again.'),
  near: described(names, 'Once verified: the fields that the record may have wrong.'),
});

const Objected = strictObject({
  id: described(Pseudonym, 'The customer’s pseudonym.'),
  version: Version,
});

const example = {
  id: checkId,
  version: 3,
  outcome: 'open',
  asks: ['customer-number'],
  ways: [
    {
      way: 'code',
      challenge: 'code',
      says: 'Have a code sent to a telephone number or e-mail address that we know.',
    },
  ],
  pause: 0,
  near: [],
} as const;

/** What can be asked about who somebody is. */
export const checkRoutes = {
  start: {
    name: 'StartCheck',
    method: 'POST',
    path: '/v1/customers/:id/checks',
    summary: 'Begin to verify a customer; the answer names what is asked, and the other ways.',
    roles: concerned,
    owner: 'requester',
    params,
    states,
    body: StartCheck,
    example: { challenge: 'questions' },
    answer: { status: 201, schema: Answered, example },
    problems: ['record.not-found', 'check.unknown-challenge', 'check.staff-only'],
  },
  answer: {
    name: 'AnswerCheck',
    method: 'POST',
    path: '/v1/customers/:id/checks/:check/answers',
    summary:
      'Say what the customer said. The answer is the same for every fault, and never a refusal.',
    roles: concerned,
    owner: 'requester',
    params,
    states,
    body: AnswerCheck,
    example: {
      answers: {
        address: { street: 'High Street', houseNumber: '30' },
        'date-of-birth': '7.3.1990',
      },
    },
    answer: { schema: Answered, example },
    problems: ['record.not-found', 'check.not-found', 'check.not-asked'],
  },
  read: {
    name: 'ReadCheck',
    method: 'GET',
    path: '/v1/customers/:id/checks/:check',
    summary:
      'Where an identity check stands: the same to all who may ask, but for the ways that they can start.',
    roles: concerned,
    owner: 'requester',
    params,
    answer: { schema: Answered, example },
    problems: ['record.not-found', 'check.not-found'],
  },
  object: {
    name: 'ObjectToChange',
    method: 'POST',
    path: '/v1/customers/:id/changes/:change/objection',
    summary: 'Say that the customer did not want this change: it is frozen.',
    roles: concerned,
    owner: 'requester',
    params,
    states,
    body: ObjectToChange,
    example: { code: '3f0c9a2b7d18e6540a1c' },
    answer: {
      schema: Objected,
      example: { id: 'ana', version: 3 },
    },
    problems: ['record.not-found', 'change.not-found', 'change.too-late'],
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
