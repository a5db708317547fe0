import { Type } from 'typebox';
import {
  type CommandRoutes,
  Id,
  singleLine,
  Moment,
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

import type { RecordCommand } from './record.commands.js';
import { channels } from './record.events.js';
import { ensure } from './record.rules.js';
import { speaksFor } from './system-access.rules.js';
import { addressParts } from './value.events.js';

/** Whoever may speak about a customer: the customer, and staff. */
export const concerned: readonly Role[] = ['customer', ...staff];
export const leads: readonly Role[] = ['manager', 'administrator'];

export const params = { id: Pseudonym };
export const claimId = '019ab3c4-5d6e-7ffe-8f00-0123456789ab';

/** Codes of this context, with what every command on a record can be refused by. */
export const refused = (...codes: readonly string[]): readonly string[] =>
  ['not-found', 'for-yourself', 'not-their-record', 'erased', ...codes].map(
    (code) => `record.${code}`,
  );

export const Address = strictObject(
  Object.fromEntries(addressParts.map((part) => [part, optional(singleLine(200))] as const)),
);
export const Said = Type.Union([text(500), Address]);
export const Channel = oneOf(channels);

const Version = integer(0, Number.MAX_SAFE_INTEGER);

/** What a command on a record answers: its id is the customer's pseudonym. */
export const Answered = strictObject({ id: Pseudonym, version: Version });
export const answer = { schema: Answered, example: { id: 'salma', version: 4 } };

export const standings = ['in-force', 'waiting', 'announced', 'outranked'] as const;

const Spoken = strictObject({
  id: Pseudonym,
  version: Version,
  claim: optional(Id),
  standing: optional(oneOf(standings)),
});

const inTheirName = { check: optional(Id), onBehalfOf: optional(Pseudonym) };
const spoken = {
  schema: Spoken,
  example: { id: 'salma', version: 4, claim: claimId, standing: 'in-force' },
};

/** Commands about somebody's word: how sure it is that the customer speaks is found out first. */
export const claimRoutes = {
  make: {
    name: 'MakeClaim',
    method: 'POST',
    path: '/v1/customers/:id/claims',
    summary:
      'Say what is right. The customer’s word is in force at once, over what was imported or typed; ' +
      'said by telephone it waits until an identity check was passed. Of an address only the parts ' +
      'that change need be said. Without `since` it corrects what was wrong all along.',
    roles: concerned,
    owner: 'requester',
    params,
    body: strictObject({
      field: slug(),
      value: Said,
      since: optional(Moment),
      channel: optional(Channel),
      minutes: optional(integer(0, 100_000)),
      ...inTheirName,
    }),
    example: { field: 'address', value: { houseNumber: '30' }, channel: 'phone', minutes: 25 },
    answer: spoken,
    problems: refused('unknown-field', 'not-a-value', 'incomplete-address', 'customer-said-so'),
  },
  withdraw: {
    name: 'WithdrawClaim',
    method: 'DELETE',
    path: '/v1/customers/:id/claims/:claim',
    summary: 'Take back what one said. What stood before is in force again.',
    roles: concerned,
    owner: 'requester',
    params,
    query: strictObject(inTheirName),
    answer,
    problems: refused('no-such-claim', 'not-yours-to-withdraw', 'needs-evidence'),
  },
  confirm: {
    name: 'ConfirmClaim',
    method: 'POST',
    path: '/v1/customers/:id/claims/:claim/confirmation',
    summary:
      'Stand by a claim. A customer makes it their own word; staff confirm what the customer said, ' +
      'by an identity check or a document that they have seen, and so end a contest.',
    roles: concerned,
    owner: 'requester',
    params,
    body: strictObject({ channel: optional(Channel), document: optional(slug()), ...inTheirName }),
    example: { document: 'passport' },
    answer: spoken,
    problems: refused('no-such-claim', 'needs-evidence'),
  },
  merge: {
    name: 'MergeRecord',
    method: 'POST',
    path: '/v1/customers/:id/merge',
    summary:
      'This record is a duplicate: it goes into another one, with every claim and its rank. Both ' +
      'stay readable, and it can be undone.',
    roles: staff,
    ifMatch: 'required',
    params,
    body: strictObject({ into: Pseudonym, reason: text(2000) }),
    example: { into: 'crm:4711', reason: 'The same person, entered twice.' },
    answer,
    problems: refused('merge-with-itself', 'merged-already', 'merge-cycle'),
  },
} as const satisfies Readonly<Record<string, RouteRow>>;

const Reason = strictObject({ reason: text(2000) });

/** Commands whose data is their request's body. */
export const recordRoutes: CommandRoutes<RecordCommand> = {
  ContestClaim: {
    method: 'POST',
    path: '/v1/customers/:id/contests',
    summary:
      'Contest what the customer says. It stays in force, the field is restricted, and the customer ' +
      'reads the reason.',
    roles: staff,
    params,
    body: strictObject({ claim: Id, reason: text(2000) }),
    example: { claim: claimId, reason: 'The street ends at number 20.' },
    answer,
    problems: refused('no-such-claim', 'nothing-to-contest'),
  },
  UndoMerge: {
    method: 'DELETE',
    path: '/v1/customers/:id/merge/:other',
    summary: 'Undo a merge: each record has its own claims again.',
    roles: staff,
    params: { ...params, other: Pseudonym },
    query: strictObject({ reason: optional(singleLine(200)) }),
    data: ({ params: { other } }) => ({ into: other! }),
    answer,
    problems: refused('not-merged'),
  },
  PlaceLegalHold: {
    method: 'PUT',
    path: '/v1/customers/:id/legal-hold',
    summary: 'The law wants these data kept: erasure is refused until the hold is lifted.',
    roles: leads,
    params,
    body: Reason,
    example: { reason: 'Court order 7 O 12/26' },
    answer,
    problems: refused('manager-only'),
  },
  LiftLegalHold: {
    method: 'DELETE',
    path: '/v1/customers/:id/legal-hold',
    summary: 'Lift the legal hold.',
    roles: leads,
    params,
    data: () => ({ reason: 'lifted' }),
    answer,
    problems: refused('manager-only', 'not-held'),
  },
  ImportRecord: {
    method: 'POST',
    path: '/v1/customers/:id/imports',
    summary:
      'What another system says of the customer. It takes nothing back that the customer said; where ' +
      'it disagrees, a discrepancy is opened, once. An empty text takes back what the system said. An ' +
      'integration imports as itself: `system` is its `sub`, or the id or name of its API key.',
    roles: ['integration', 'administrator'],
    params,
    body: strictObject({
      system: slug(),
      row: singleLine(200),
      fields: Type.Record(slug(), Type.Union([Type.String({ maxLength: 500 }), Address]), {
        maxProperties: 100,
      }),
      since: optional(Moment),
      origin: optional(
        strictObject({ clerk: optional(singleLine(200)), form: optional(singleLine(200)) }),
      ),
    }),
    example: {
      system: 'crm',
      row: '4711',
      fields: { name: 'Salma Hassan' },
      origin: { clerk: 'clerk-17' },
    },
    data: ({ params: { id }, body, principal }) => {
      ensure(speaksFor(principal, body.system), 'not-your-system');
      return { customer: id!, ...body };
    },
    answer,
    problems: refused('unknown-field', 'integration-only', 'not-your-system'),
  },
};
