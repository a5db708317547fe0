import { standsOn, wouldOutrank } from '#claims';
import { lookUp, type Decisions, type Of } from '#eventing';

import { addressFault } from '../fields/address.mapping.js';
import { alikeIn } from '../near-miss/alike.rules.js';
import { assuranceOf, idsOf, speakerOf } from './asking.rules.js';
import { afterWord } from './consequences.decisions.js';
import type { RecordCommand } from './record.commands.js';
import type { RecordEvent, ClaimDetails } from './record.events.js';
import { ensure } from './record.rules.js';
import type { RecordSettings } from './record.settings.js';
import { after, type CustomerRecord, inForceOf, type Kept } from './record.state.js';
import { isEqual, type Said, type Value } from './value.events.js';

type Claiming = Decisions<
  CustomerRecord,
  Extract<RecordCommand, { type: 'MakeClaim' }>,
  RecordEvent
>;
type Make = Of<RecordCommand, 'MakeClaim'>;
type NewId = () => string;

export const opened = (record: CustomerRecord, customer: string): RecordEvent[] =>
  record.customer === undefined ? [{ type: 'RecordOpened', data: { customer } }] : [];

/** The words as they were said, if the stored value differs from them. */
export const saidOf = (said: Said, value: Value): { readonly said?: Said } =>
  isEqual(said as Value, value) ? {} : { said };

/** Names the record into which a duplicate was merged, so that it gets the claim too. */
export const passedOn = ({ mergedInto }: CustomerRecord): { readonly into?: string } =>
  mergedInto === undefined ? {} : { into: mergedInto };

/** Reads words as a value of the field; refuses what cannot be read. */
export const readValue = (
  settings: RecordSettings,
  field: string,
  said: Said,
  known: Value | undefined,
): Value => {
  const setting = lookUp(settings.fields, field);
  ensure(setting !== undefined, 'unknown-field', { fields: Object.keys(settings.fields) });
  const value = settings.read[setting!.kind](said, known);
  ensure(value !== undefined, addressFault(said, known), { field });
  return value!;
};

/** Who says it, and how sure we are that it is the customer. */
const voiceOf = (command: Make): Pick<ClaimDetails, 'source' | 'assurance' | 'by'> => {
  const by = command.by.id;
  if (speakerOf(command) === undefined) return { source: 'agent', assurance: 'none', by };
  return { source: 'customer', assurance: assuranceOf(command), by };
};

/** Without `since` it corrects the current value, for as long as that was believed. */
const toldBy = (record: CustomerRecord, settings: RecordSettings, command: Make): ClaimDetails => {
  const { field, value: said, since, channel = 'portal', evidence } = command.data;
  const current = inForceOf(record, field, command.at);
  const value = readValue(settings, field, said, current?.value);
  return {
    claim: '',
    field,
    value,
    ...saidOf(said, value),
    ...voiceOf(command),
    channel,
    ...(evidence && { evidence }),
    validFrom: since ?? current?.validFrom ?? command.at,
  };
};

/** The same claim was made before, and with the same assurance. */
const isKnown = (record: CustomerRecord, told: ClaimDetails, { at, data }: Make): boolean => {
  if (data.since !== undefined) return false;
  const current = inForceOf(record, told.field, at);
  const last = standsOn(record.ladder, told) ? current : lastOf(record, told);
  return (
    last !== undefined &&
    isEqual(last.value, told.value) &&
    last.source === told.source &&
    last.assurance === told.assurance
  );
};

/** The latest claim of this kind that waits to be verified. */
const lastOf = (record: CustomerRecord, told: ClaimDetails): Kept | undefined =>
  lookUp(record.fields, told.field)?.claims.find(
    ({ source, assurance, raised }) =>
      source === told.source && assurance === told.assurance && !raised,
  );

/** The customer says that it was always so. */
const isCorrection = ({ ladder }: CustomerRecord, told: ClaimDetails, { data }: Make) =>
  told.source === 'customer' && data.since === undefined && standsOn(ladder, told);

const isDefect = (settings: RecordSettings, wrong: Kept, { field, value }: ClaimDetails) =>
  wrong.source !== 'customer' && !alikeIn(settings)(field, wrong.value, value);

interface Saying {
  readonly before: CustomerRecord;
  readonly settings: RecordSettings;
  readonly command: Make;
}

/**
 * A wrong value was in force until the customer corrected it: whose was it, and what did it cost?
 */
const defectOf = (
  { before, settings, command }: Saying,
  told: ClaimDetails,
  defect: string,
): RecordEvent[] => {
  const wrong = inForceOf(before, told.field, command.at);
  if (!wrong || !isCorrection(before, told, command) || !isDefect(settings, wrong, told)) return [];
  const { claim, source, by, origin, learnedAt: believedSince } = wrong;
  const { minutes = 0 } = command.data;
  const found = { defect, field: told.field, claim, source, by, believedSince, minutes };
  return [
    {
      type: 'RecordDefectFound',
      data: { ...found, ...(origin && { origin }), correctedBy: told.claim },
    },
  ];
};

/** One more claim, and what follows from it. */
export const claimed = (
  record: CustomerRecord,
  settings: RecordSettings,
  told: ClaimDetails,
  { at, newId }: { readonly at: string; readonly newId: NewId },
): RecordEvent[] => {
  const made: RecordEvent = { type: 'ClaimMade', data: { ...told, ...passedOn(record) } };
  const next = after(record, [made], at);
  return [
    made,
    ...afterWord({ before: record, after: next, field: told.field, at, settings, newId }),
  ];
};

const make = (record: CustomerRecord, settings: RecordSettings, command: Make): RecordEvent[] => {
  const newId = idsOf(command);
  const told = { ...toldBy(record, settings, command), claim: newId() };
  if (isKnown(record, told, command)) return [];
  const current = inForceOf(record, told.field, command.at);
  const { claim, field, learnedAt } = current ?? {};
  const mayStand = told.source === 'customer' || wouldOutrank(record.ladder, told, current);
  if (!mayStand && isEqual(current!.value, told.value)) return [];
  ensure(mayStand, 'customer-said-so', { field, claim, since: learnedAt });
  return [
    ...opened(record, command.data.customer),
    ...claimed(record, settings, told, { at: command.at, newId }),
    ...defectOf({ before: record, settings, command }, told, newId()),
  ];
};

export const claiming = (settings: RecordSettings): Claiming => ({
  MakeClaim: (record, command) => make(record, settings, command),
});
