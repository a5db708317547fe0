import {
  type CommandRequest,
  commandRoutes,
  described,
  Id,
  oneOf,
  optional,
  Pseudonym,
  type Role,
  type RouteRow,
  staff,
  strictObject,
  Type,
  Version,
} from '#platform';

import type { RecordCommand } from './record.commands.js';
import { ConfirmClaim, MakeClaim, WithdrawClaim } from './claims.requests.js';
import {
  ContestClaim,
  ImportRecord,
  MergeRecord,
  PlaceLegalHold,
  UndoMerge,
} from './record.requests.js';

/** Anyone who may speak about a customer: the customer, and staff. */
export const concerned: readonly Role[] = ['customer', ...staff];
export const leads: readonly Role[] = ['manager', 'administrator'];

export const params = { id: described(Pseudonym, 'The customer’s pseudonym.') };

export const claimId = '019ab3c4-5d6e-7ffe-8f00-0123456789ab';

/** Codes of this context, with what every command on a record can be refused by. */
export const refused = (...codes: readonly string[]): readonly string[] =>
  ['not-found', 'for-yourself', 'not-their-record', 'erased', ...codes].map(
    (code) => `record.${code}`,
  );

/** What a command on a record answers: its id is the customer's pseudonym. */
export const Answered = strictObject({
  id: described(Pseudonym, 'The customer’s pseudonym.'),
  version: Version,
});
export const answer = { schema: Answered, example: { id: 'salma', version: 4 } };

export const standings = ['in-force', 'waiting', 'announced', 'outranked'] as const;

const Spoken = strictObject({
  ...Answered.properties,
  claim: optional(described(Id, 'The claim that was made or confirmed.')),
  standing: optional(
    described(oneOf(standings), 'Whether it is in force, or what keeps it from that.'),
  ),
});

/** In whose name staff speak. */
const states = ['onBehalfOf'] as const;

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
    states,
    body: MakeClaim,
    example: { field: 'address', value: { houseNumber: '30' }, channel: 'phone', minutes: 25 },
    answer: spoken,
    problems: refused(
      'unknown-field',
      'not-a-value',
      'incomplete-address',
      'unknown-country',
      'customer-said-so',
    ),
  },
  withdraw: {
    name: 'WithdrawClaim',
    method: 'DELETE',
    path: '/v1/customers/:id/claims/:claim',
    summary: 'Take back what one said. What stood before is in force again.',
    roles: concerned,
    owner: 'requester',
    params,
    states,
    query: WithdrawClaim,
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
    states,
    body: ConfirmClaim,
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
    body: MergeRecord,
    example: { into: 'crm:4711', reason: 'The same person, entered twice.' },
    answer,
    problems: refused('merge-with-itself', 'merged-already', 'merge-cycle'),
  },
} as const satisfies Readonly<Record<string, RouteRow>>;

/** Commands whose data is their request's body. */
export const recordRoutes = commandRoutes<RecordCommand>()({
  ContestClaim: {
    method: 'POST',
    path: '/v1/customers/:id/contests',
    summary:
      'Contest what the customer says. It stays in force, the field is restricted, and the customer ' +
      'reads the reason.',
    roles: staff,
    params,
    body: ContestClaim,
    example: { claim: claimId, reason: 'The street ends at number 20.' },
    answer,
    problems: refused('no-such-claim', 'nothing-to-contest'),
  },
  UndoMerge: {
    method: 'DELETE',
    path: '/v1/customers/:id/merge/:other',
    summary: 'Undo a merge: each record has its own claims again.',
    roles: staff,
    params: {
      ...params,
      other: described(Pseudonym, 'The pseudonym of the record that it was merged into.'),
    },
    query: UndoMerge,
    data: ({ params: { other }, query: { reason } }: CommandRequest<unknown, UndoMerge>) => ({
      into: other!,
      ...(reason !== undefined && { reason }),
    }),
    answer,
    problems: refused('not-merged'),
  },
  PlaceLegalHold: {
    method: 'PUT',
    path: '/v1/customers/:id/legal-hold',
    summary: 'The law wants these data kept: erasure is refused until the hold is lifted.',
    roles: leads,
    params,
    body: PlaceLegalHold,
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
});

const imported = {
  schema: strictObject({
    ...Answered.properties,
    unread: described(Type.Array(Type.String()), 'The fields that nobody could read.'),
  }),
  example: { id: 'salma', version: 4, unread: ['telephone'] },
};

/** What another system says: what of it could not be read is answered too. */
export const importRoutes = {
  import: {
    name: 'ImportRecord',
    method: 'POST',
    ifMatch: 'allowed',
    path: '/v1/customers/:id/imports',
    summary:
      'What another system says of the customer. It takes nothing back that the customer said; where ' +
      'it disagrees, a discrepancy is opened, once. An empty text takes back what the system said; ' +
      'what nobody could read is named in the answer (`unread`), and leaves the field as it was. An ' +
      'integration imports as itself: `system` is its `sub`, or the id or name of its API key.',
    roles: ['integration', 'administrator'],
    params,
    body: ImportRecord,
    example: {
      system: 'crm',
      row: '4711',
      fields: { name: 'Salma Hassan' },
      origin: { clerk: 'clerk-17' },
    },
    answer: imported,
    problems: refused('unknown-field', 'integration-only', 'not-your-system'),
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
