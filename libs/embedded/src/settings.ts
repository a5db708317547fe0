import {
  address,
  type ConfigOf,
  platformSettings,
  type Reading,
  several,
  tenantPattern,
} from '#platform';
import { ledgerSettings } from '#ledger';
import { vaultSettings } from '#vault';

import { contextSettings } from './contexts.js';

const tenantName: Reading<string> = (text) => {
  if (tenantPattern.test(text)) return text;
  throw new TypeError('expected names of lower-case letters and digits, separated by commas');
};

/** Every setting of the desk: those of the HTTP platform, and its own. */
export const deskSettings = {
  ...platformSettings,
  ...vaultSettings,
  ...ledgerSettings,
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
    says: 'The URL to which notifications to customers (one-time codes, announced changes) are posted as JSON for delivery. Not set: the folder outbox in the data directory, for development only.',
  },
  ...contextSettings,
} as const;

export type DeskConfig = ConfigOf<typeof deskSettings>;
