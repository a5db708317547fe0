import {
  address,
  type ConfigOf,
  platformSettings,
  type Reading,
  several,
  tenantPattern,
  wholeNumber,
} from '#platform';
import { readersFor, type RecordSettings, settingsWith } from '#records';
import { defaultSettings, type TicketSettings } from '#tickets';
import { vaultSettings } from '#vault';

import { recordsFile, type RecordsFile } from './records-file.js';

const tenantName: Reading<string> = (text) => {
  if (tenantPattern.test(text)) return text;
  throw new TypeError('expected names of small letters and digits, separated by commas');
};

const countryCode: Reading<string> = (text) => {
  if (/^[A-Z]{2}$/.test(text)) return text;
  throw new TypeError('expected two capital letters');
};

/** Every setting of the desk: those of the edge, and its own. */
export const deskSettings = {
  ...platformSettings,
  ...vaultSettings,
  tenants: {
    env: 'AMENDS_DEVELOPMENT_TENANTS',
    read: several(tenantName),
    otherwise: ['demo'] as readonly string[],
    says: 'The tenants for which the development issuer writes tokens.',
  },
  notificationSender: {
    env: 'AMENDS_MESSENGER',
    read: address,
    otherwise: '',
    says: 'Where letters to customers (one-time codes, announced changes) are posted as JSON, to be carried on. Not set: the folder outbox in the data directory, for development only.',
  },
  country: {
    env: 'AMENDS_COUNTRY',
    read: countryCode,
    otherwise: '',
    says: 'Two letters (ISO 3166-1): of telephone numbers without a country code, and of addresses.',
  },
  records: {
    env: 'AMENDS_RECORDS',
    read: recordsFile,
    otherwise: {} as RecordsFile,
    says: 'A JSON file with the fields of a record and the systems that are given records. Not set: the usual fields, and none.',
  },
  reopenDays: {
    env: 'AMENDS_REOPEN_DAYS',
    read: wholeNumber(0, 3650),
    otherwise: defaultSettings.reopenDays,
    says: "For how many days after its closing the customer's word opens a ticket again.",
  },
  answerDays: {
    env: 'AMENDS_ANSWER_DAYS',
    read: wholeNumber(1, 365),
    otherwise: defaultSettings.answerDays,
    says: 'How many days the customer has to answer a proposed resolution.',
  },
} as const;

export type DeskConfig = ConfigOf<typeof deskSettings>;

type Days = Pick<TicketSettings, 'reopenDays' | 'answerDays'>;

export const ticketSettingsOf = ({ reopenDays, answerDays }: Days): TicketSettings => ({
  ...defaultSettings,
  reopenDays,
  answerDays,
});

type RecordsConfig = Pick<DeskConfig, 'country' | 'records'>;

export const recordSettingsOf = ({ country, records }: RecordsConfig): RecordSettings =>
  settingsWith(readersFor(country ? { country } : {}), records);
