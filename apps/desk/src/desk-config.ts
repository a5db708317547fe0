import {
  type ConfigOf,
  platformSettings,
  type Reading,
  several,
  tenantPattern,
  wholeNumber,
} from '#platform';
import { defaultSettings, type TicketSettings } from '#tickets';

const tenantName: Reading<string> = (text) => {
  if (tenantPattern.test(text)) return text;
  throw new TypeError('expected names of small letters and digits, separated by commas');
};

/** Every setting of the desk: those of the edge, and its own. */
export const deskSettings = {
  ...platformSettings,
  tenants: {
    env: 'AMENDS_DEVELOPMENT_TENANTS',
    read: several(tenantName),
    otherwise: ['demo'] as readonly string[],
    says: 'The tenants for which the development issuer writes tokens.',
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
