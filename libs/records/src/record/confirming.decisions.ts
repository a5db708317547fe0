import { heightOf } from '#claims';
import type { Decisions, Of } from '#eventing';

import { assuranceOf, idsOf, isSure, speakerOf } from './asking.rules.js';
import { claimed, passedOn } from './claiming.decisions.js';
import { afterWord } from './consequences.decisions.js';
import type { RecordCommand } from './record.commands.js';
import type { Evidence, RecordEvent, ClaimDetails } from './record.events.js';
import { ensure } from './record.rules.js';
import type { RecordSettings } from './record.settings.js';
import {
  after,
  claimOf,
  type CustomerRecord,
  fieldOf,
  inForceOf,
  type Kept,
  toldOf,
} from './record.state.js';

type Confirming = Decisions<
  CustomerRecord,
  Extract<
    RecordCommand,
    { type: 'ApplyAnnouncedClaim' | 'WithdrawClaim' | 'ConfirmClaim' | 'ContestClaim' }
  >,
  RecordEvent
>;
type Confirm = Of<RecordCommand, 'ConfirmClaim'>;

const known = (record: CustomerRecord, id: string): Kept => {
  const claim = claimOf(record, id);
  ensure(claim !== undefined, 'no-such-claim');
  return claim!;
};

/** What is in force again after something no longer is. */
export const restoredIn = (
  before: CustomerRecord,
  next: CustomerRecord,
  field: string,
  at: string,
): ClaimDetails | undefined => {
  const [was, is] = [inForceOf(before, field, at), inForceOf(next, field, at)];
  return is && is.claim !== was?.claim ? toldOf(is) : undefined;
};

const ensureTheirs = (claim: Kept, command: Of<RecordCommand, 'WithdrawClaim'>) => {
  if (claim.source !== 'customer') {
    const isTheirs = claim.source === 'agent' && claim.by === command.by.id;
    return ensure(isTheirs, 'not-yours-to-withdraw');
  }
  ensure(speakerOf(command) !== undefined, 'not-yours-to-withdraw');
  ensure(claim.assurance === 'stated' || isSure(assuranceOf(command)), 'needs-evidence');
};

/** A claim is withdrawn, and the one that it had replaced is in force again. */
export const withdrawn = (
  record: CustomerRecord,
  settings: RecordSettings,
  { claim, field }: Kept,
  { at, newId }: { readonly at: string; readonly newId: () => string },
): RecordEvent[] => {
  const data = { claim, field, ...passedOn(record) };
  const next = after(record, [{ type: 'ClaimWithdrawn', data }], at);
  const restored = restoredIn(record, next, field, at);
  return [
    { type: 'ClaimWithdrawn', data: { ...data, ...(restored && { restored }) } },
    ...afterWord({ before: record, after: next, field, at, settings, newId }),
  ];
};

interface Raising {
  readonly at: string;
  readonly newId: () => string;
  readonly by: 'agent' | 'system';
  readonly evidence?: Evidence | undefined;
}

/** It counts as the customer's claim from now on: the evidence shows that it was the customer. */
export const raised = (
  record: CustomerRecord,
  settings: RecordSettings,
  told: ClaimDetails,
  { at, newId, evidence, by }: Raising,
): RecordEvent[] => {
  const { claim, field } = told;
  const confirmed: RecordEvent = {
    type: 'ClaimConfirmed',
    data: {
      claim,
      field,
      by,
      ...(evidence && { evidence }),
      raised: told,
      ...passedOn(record),
    },
  };
  const next = after(record, [confirmed], at);
  return [confirmed, ...afterWord({ before: record, after: next, field, at, settings, newId })];
};

const sayAgain = (
  record: CustomerRecord,
  settings: RecordSettings,
  claim: Kept,
  command: Confirm,
): RecordEvent[] => {
  const { field, claim: id } = claim;
  const { evidence, channel = 'portal' } = command.data;
  const confirmed: RecordEvent = {
    type: 'ClaimConfirmed',
    data: { claim: id, field, by: 'customer', ...(evidence && { evidence }) },
  };
  const assurance = assuranceOf(command);
  const isInForce = inForceOf(record, field, command.at)?.claim === id;
  const word = { source: 'customer', assurance } as const;
  if (isInForce && heightOf(record.ladder, claim) <= heightOf(record.ladder, word))
    return [confirmed];
  const newId = idsOf(command);
  const { from: _from, learnedAt: _learnedAt, origin: _origin, ...told } = toldOf(claim);
  const own = { ...told, ...word, channel, claim: newId(), by: command.by.id };
  const again = { ...own, ...(evidence && { evidence }) };
  return [confirmed, ...claimed(record, settings, again, { at: command.at, newId })];
};

const hasEvidence = ({ data: { assurance, evidence } }: Confirm) =>
  assurance === 'verified' || evidence?.document !== undefined;

const confirmByStaff = (
  record: CustomerRecord,
  settings: RecordSettings,
  claim: Kept,
  command: Confirm,
): RecordEvent[] => {
  const { evidence } = command.data;
  const { claim: id, field } = claim;
  const waits = claim.source === 'customer' && claim.assurance === 'stated' && !claim.raised;
  const isContested = fieldOf(record, field).contested.includes(id);
  ensure(hasEvidence(command) || !(waits || isContested), 'needs-evidence');
  if (!waits)
    return [
      {
        type: 'ClaimConfirmed',
        data: { claim: id, field, by: 'agent', ...(evidence && { evidence }) },
      },
    ];
  const told = { ...toldOf(claim), assurance: 'verified' as const };
  const by = command.by.kind === 'system' ? 'system' : 'agent';
  return raised(record, settings, told, { at: command.at, newId: idsOf(command), by, evidence });
};

export const confirming = (settings: RecordSettings): Confirming => ({
  ApplyAnnouncedClaim: (record, command) => {
    const claim = claimOf(record, command.data.claim);
    if (!claim) return [];
    const { at } = command;
    ensure(claim.validFrom <= at, 'too-early', { validFrom: claim.validFrom });
    const { field } = claim;
    const data = { claim: claim.claim, field };
    const before = after(record, [{ type: 'ClaimWithdrawn', data }], at);
    return [
      { type: 'ClaimTookEffect', data },
      ...afterWord({ before, after: record, field, at, settings, newId: idsOf(command) }),
    ];
  },

  WithdrawClaim: (record, command) => {
    const claim = known(record, command.data.claim);
    ensureTheirs(claim, command);
    return withdrawn(record, settings, claim, { at: command.at, newId: idsOf(command) });
  },

  ConfirmClaim: (record, command) => {
    const claim = known(record, command.data.claim);
    if (speakerOf(command) === undefined) return confirmByStaff(record, settings, claim, command);
    ensure(isSure(assuranceOf(command)), 'needs-evidence');
    return sayAgain(record, settings, claim, command);
  },

  ContestClaim: (record, command) => {
    const { claim: id, reason } = command.data;
    const { field, source } = known(record, id);
    const isInForce = inForceOf(record, field, command.at)?.claim === id;
    ensure(isInForce && source === 'customer', 'nothing-to-contest');
    const contest = idsOf(command)();
    return [{ type: 'ClaimContested', data: { contest, claim: id, field, by: 'agent', reason } }];
  },
});
