import { Type } from 'typebox';
import {
  Id,
  singleLine,
  listOf,
  strictObject,
  oneOf,
  optional,
  Pseudonym,
  type Role,
  type RouteRow,
  slug,
  staff,
  integer,
  text,
} from '#platform';
import { addressParts } from '#records';

const concerned: readonly Role[] = ['customer', ...staff, 'integration'];
const params = { id: Pseudonym };
const checkId = '019ab3c4-5d6e-7fff-8f00-0123456789ab';

const Address = strictObject(
  Object.fromEntries(addressParts.map((part) => [part, optional(singleLine(200))] as const)),
);

const Answered = strictObject({
  id: Id,
  version: integer(0, Number.MAX_SAFE_INTEGER),
  outcome: oneOf(['open', 'verified', 'another-way']),
  asks: listOf(slug()),
  ways: listOf(strictObject({ way: slug(), says: text(500) })),
  pause: integer(0, 86_400),
  near: listOf(slug()),
});

const example = {
  id: checkId,
  version: 3,
  outcome: 'open',
  asks: ['customer-number'],
  ways: [
    {
      way: 'code',
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
    body: strictObject({
      challenge: slug(),
      route: optional(slug()),
      changing: optional(slug()),
      onBehalfOf: optional(Pseudonym),
    }),
    example: { challenge: 'questions' },
    answer: { status: 201, schema: Answered, example },
    problems: ['record.not-found', 'check.unknown-challenge', 'check.staff-only'],
  },
  answer: {
    name: 'AnswerCheck',
    method: 'POST',
    path: '/v1/customers/:id/checks/:check/answers',
    summary:
      'Say what the customer said. Whatever is wrong, the answer is the same, and never a refusal.',
    roles: concerned,
    owner: 'requester',
    params,
    body: strictObject({
      answers: Type.Record(slug(), Type.Union([singleLine(500), Address]), { maxProperties: 20 }),
      onBehalfOf: optional(Pseudonym),
    }),
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
    summary: 'Where an identity check stands; the same to everybody who may ask.',
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
    body: strictObject({ code: optional(singleLine(100)), onBehalfOf: optional(Pseudonym) }),
    example: { code: '3f0c9a2b7d18e6540a1c' },
    answer: {
      schema: strictObject({ id: Pseudonym, version: integer(0, Number.MAX_SAFE_INTEGER) }),
      example: { id: 'ana', version: 3 },
    },
    problems: ['record.not-found', 'change.not-found', 'change.too-late'],
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
