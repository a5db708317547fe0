import {
  described,
  Id,
  Moment,
  optional,
  type Role,
  type RouteRow,
  slug,
  staff,
  strictObject,
  Type,
} from '#platform';

import { DiscloseWorkaround, ShowReceipt } from '../need/need.requests.js';
import { needParam } from '../need/need.routes.js';
import { became, department, kind } from '../needs/need.representation.js';

const people: readonly Role[] = ['customer', ...staff];

const id = '019ab3c4-5d6e-7fff-8f00-0123456789ab';
const receipt = 'tO6vJwJ0n3m1Yk1k8G4m2m0zq0sC8V7v6r5x4w3u2tA';

const Disclosed = strictObject({
  id: described(Id, 'The id of the disclosure.'),
  receipt: described(Type.String(), 'Keep it: it alone shows what becomes of the disclosure.'),
});

const Withdrawn = strictObject({
  id: described(Id, 'The id of the disclosure, of which nothing can be read any more.'),
});

const Cost = strictObject({
  amount: described(Type.Integer(), 'Whole units of the currency.'),
  currency: described(Type.String(), 'The currency (ISO 4217).'),
});

const Disclosure = strictObject({
  id: described(Id, 'The id of the disclosure.'),
  need: needParam,
  department,
  kind,
  words: described(Type.String(), 'What you said.'),
  users: described(Type.Integer(), 'How many people work with it.'),
  yearlyCost: optional(described(Cost, 'What it costs in a year.')),
  renewsOn: optional(described(slug(10), 'The day on which it is renewed.')),
  at: described(Moment, 'The day on which you said it.'),
  became: optional(
    described(strictObject(became), 'What became of the need; left out while it is too small.'),
  ),
});

const told = {
  department: 'finance',
  kind: 'spreadsheet',
  words: 'We add up the invoices in a sheet, because the report has no VAT.',
  users: 3,
  yearlyCost: { amount: 1200, currency: 'EUR' },
  renewsOn: '2027-03-31',
};

const refusals = ['need.disclosure-not-found'];

export const disclosuresRoutes = {
  disclose: {
    name: 'DiscloseWorkaround',
    method: 'POST',
    path: '/v1/disclosures',
    summary:
      'Say what you do without IT, and are not held to account for it: no actor, no stream and no ' +
      'moment names you, nobody reads your words, and numbers are shown in sums of five people.',
    roles: people,
    confidential: true,
    body: DiscloseWorkaround,
    example: told,
    answer: { status: 201, schema: Disclosed, example: { id, receipt } },
    problems: ['need.full'],
  },
  read: {
    name: 'readDisclosure',
    method: 'POST',
    path: '/v1/disclosures/:id/reading',
    summary: 'What you disclosed, and what became of it. Needs the receipt.',
    roles: people,
    scope: 'disclosures:read',
    confidential: true,
    body: ShowReceipt,
    example: { receipt },
    answer: {
      schema: Disclosure,
      example: { id, need: 'finance.spreadsheet', ...told, at: '2026-11-22T00:00:00.000Z' },
    },
    problems: refusals,
  },
  withdraw: {
    name: 'WithdrawWorkaround',
    method: 'POST',
    path: '/v1/disclosures/:id/withdrawal',
    summary:
      'Withdraw a disclosure. What you said is erased for good; only what is in a sum of five ' +
      'people already stays in it. Needs the receipt.',
    roles: people,
    body: ShowReceipt,
    example: { receipt },
    answer: { schema: Withdrawn, example: { id } },
    problems: refusals,
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
