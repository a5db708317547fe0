import type { Actor, CommandContext, Moment } from '#eventing';
import { rulesOf } from '#eventing/testing';

import { readersFor } from '../fields/fields.mapping.js';
import { recordDecider } from './record.decider.js';
import type { RecordEvent, ClaimDetails } from './record.events.js';
import { type RecordSettings, settingsWith } from './record.settings.js';
import type { Happened } from './record.state.js';
import type { Address } from './value.events.js';

/**
 * The people of every story here: Salma calls; Omar is a stranger; Ana and Ben are staff; Kim typed
 * the record.
 */
export const salma: Actor = { kind: 'customer', id: 'salma' };
export const omar: Actor = { kind: 'customer', id: 'omar' };
export const ana: Actor = { kind: 'agent', id: 'ana' };
export const ben: Actor = { kind: 'manager', id: 'ben' };
export const crm: Actor = { kind: 'integration', id: 'crm' };
export const clock: Actor = { kind: 'system', id: 'agenda' };

export const monday = '2026-01-05T09:00:00.000Z';
export const tuesday = '2026-01-06T09:00:00.000Z';
export const wednesday = '2026-01-07T09:00:00.000Z';

export const wrong: Address = {
  street: 'Nile Street',
  houseNumber: '10',
  postalCode: '11511',
  city: 'Cairo',
  country: 'EG',
};
export const right: Address = { ...wrong, houseNumber: '30' };

/** By Ana, on Tuesday, unless a story says otherwise. */
export const context: CommandContext = {
  id: '019ab3c4-5d6e-7000-8f00-0123456789ab',
  tenant: 'acme',
  by: ana,
  at: tuesday,
  correlation: 'story',
};

/** The nth id that is derived from a command. */
export const idOf = (n: number): string =>
  `019ab3c4-5d6e-7${(0xfff - n).toString(16)}-8f00-0123456789ab`;

export const settings: RecordSettings = settingsWith(readersFor({ country: 'EG' }));

/** An event of Monday, unless the story says otherwise. */
export const happened = (event: RecordEvent, at: Moment = monday): Happened => ({
  ...event,
  meta: { at },
});

export const opened = happened({ type: 'RecordOpened', data: { customer: 'salma' } });
const origin = { system: 'crm', row: '4711', clerk: 'Kim Wood' };
export const imported = happened({
  type: 'RecordImported',
  data: { system: 'crm', row: '4711', origin: { clerk: 'Kim Wood' } },
});
export const typed: ClaimDetails = {
  claim: 'typed',
  field: 'address',
  value: wrong,
  source: 'import:crm',
  by: 'crm',
  channel: 'import',
  assurance: 'none',
  validFrom: monday,
  origin,
};
export const corrected: ClaimDetails = {
  claim: 'corrected',
  field: 'address',
  value: right,
  said: { houseNumber: '٣٠' },
  source: 'customer',
  by: 'salma',
  channel: 'portal',
  assurance: 'authenticated',
  validFrom: monday,
};
export const made = (told: ClaimDetails, at: Moment = monday): Happened =>
  happened({ type: 'ClaimMade', data: told }, at);
export const due = (recipient = 'crm', notice = 'notice'): Happened =>
  happened({
    type: 'RectificationNoticeDue',
    data: { notice, field: 'address', recipient, claim: 'corrected', is: right },
  });
export const disagrees = happened({
  type: 'DiscrepancyOpened',
  data: {
    discrepancy: 'discrepancy',
    field: 'address',
    system: 'crm',
    claim: 'corrected',
    theirs: 'typed',
  },
});

/** A record with house number 10, as Kim typed it; and what Salma said about it. */
export const asTyped = [opened, imported, made(typed)] as const;
export const asCorrected = [...asTyped, made(corrected)] as const;

export const record = rulesOf(recordDecider(settings), context);
