import type { Assurance } from '#claims';
import { eventIdOf, type CommandContext } from '#eventing';

import type { RecordCommand } from './record.commands.js';
import { ensure } from './record.rules.js';
import { type CustomerRecord, recordUnder } from './record.state.js';

const isCustomer = ({ by }: CommandContext) => by.kind === 'customer';

const staff: ReadonlySet<string> = new Set(['agent', 'manager', 'administrator']);
const leads: ReadonlySet<string> = new Set(['manager', 'administrator']);

/** The customer whose words these are, if they are a customer's. */
export const speakerOf = (command: CommandContext): string | undefined =>
  isCustomer(command) ? command.by.id : command.onBehalfOf;

/** How sure it is that the customer speaks, if no identity check says more. */
export const assuranceOf = (
  command: CommandContext & { readonly data: { readonly assurance?: Assurance } },
): Assurance => command.data.assurance ?? (isCustomer(command) ? 'authenticated' : 'stated');

export const isSure = (assurance: Assurance): boolean =>
  assurance === 'authenticated' || assurance === 'verified';

/** New ids, a different one each time, and the same when the command is decided again. */
export const idsOf = ({ id }: CommandContext): (() => string) => {
  let index = 0xfff;
  return () => eventIdOf(id, (index -= 1));
};

type Asking = (command: CommandContext) => void;

const customerOrStaff: Asking = (command) =>
  ensure(isCustomer(command) || staff.has(command.by.kind), 'staff-only');
/** The system too: for a change that nobody has objected to. */
const anyPerson: Asking = ({ by }) => ensure(by.kind !== 'integration', 'staff-only');
const staffOnly: Asking = ({ by }) => ensure(staff.has(by.kind), 'staff-only');
const leadsOnly: Asking = ({ by }) => ensure(leads.has(by.kind), 'manager-only');
/** The system too: for what was merged into a record that is erased. */
const customerOrLeads: Asking = (command) =>
  ensure(
    isCustomer(command) || leads.has(command.by.kind) || command.by.kind === 'system',
    'manager-only',
  );
const sources: ReadonlySet<string> = new Set(['integration', 'administrator', 'system']);
const importers: Asking = ({ by }) => ensure(sources.has(by.kind), 'integration-only');
const carriers: Asking = ({ by }) =>
  ensure(by.kind === 'integration' || by.kind === 'system', 'integration-only');
const systemOnly: Asking = ({ by }) => ensure(by.kind === 'system', 'system-only');

const asking: { readonly [Type in RecordCommand['type']]: Asking } = {
  MakeClaim: customerOrStaff,
  ApplyAnnouncedClaim: systemOnly,
  WithdrawClaim: customerOrStaff,
  ConfirmClaim: anyPerson,
  ContestClaim: staffOnly,
  ImportRecord: importers,
  MarkNoticeSent: carriers,
  AcknowledgeNotice: importers,
  MergeRecord: staffOnly,
  UndoMerge: staffOnly,
  TakeOver: systemOnly,
  ReleaseMergedClaims: systemOnly,
  CarryClaim: systemOnly,
  CarryWithdrawal: systemOnly,
  CarryConfirmation: systemOnly,
  EraseRecord: customerOrLeads,
  PlaceLegalHold: leadsOnly,
  LiftLegalHold: leadsOnly,
};

/** Whose record it is, or will be: the first command names the customer. */
const ownerOf = (record: CustomerRecord, command: RecordCommand): string | undefined =>
  record.customer ?? ('customer' in command.data ? command.data.customer : undefined);

/**
 * The record that a command is decided on. Somebody who was erased and comes back by themselves
 * begins anew; anyone else who speaks of them is refused until then.
 */
export const recordFor = (record: CustomerRecord, command: RecordCommand): CustomerRecord => {
  const isReturn = record.erased && command.type === 'MakeClaim' && isCustomer(command);
  if (!isReturn || command.by.id !== record.customer) return record;
  return { ...recordUnder(record.ladder), forgotten: record.forgotten };
};

/** Commands that are still allowed after an erasure. */
const afterErasure: ReadonlySet<string> = new Set([
  'EraseRecord',
  'ReleaseMergedClaims',
  'MarkNoticeSent',
  'ApplyAnnouncedClaim',
]);

/** What must hold before any command is decided: who sends it, and for whom. */
export const ensureAskable = (record: CustomerRecord, command: RecordCommand): void => {
  const owner = ownerOf(record, command);
  ensure(owner !== undefined, 'not-found');
  ensure(!isCustomer(command) || command.by.id === owner, 'not-found');
  ensure(!isCustomer(command) || (command.onBehalfOf ?? owner) === owner, 'for-yourself');
  ensure((command.onBehalfOf ?? owner) === owner, 'not-their-record');
  asking[command.type](command);
  ensure(!record.erased || afterErasure.has(command.type), 'erased');
};
