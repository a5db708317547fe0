import { masterKeysOf } from './master-keys.js';

const keys = (text: string): string => {
  masterKeysOf(text);
  return text;
};

const path = (text: string): string => text;

/** The settings of a vault, for the table of an app that has one. */
export const vaultSettings = {
  masterKey: {
    env: 'AMENDS_MASTER_KEY',
    read: keys,
    otherwise: '',
    says: 'Base64 of the 32 bytes that wrap the keys of persons; previous ones after a comma, until a rotation is done. Not set: AMENDS_MASTER_KEY_FILE, or, not in production, a file that is made.',
  },
  masterKeyFile: {
    env: 'AMENDS_MASTER_KEY_FILE',
    read: path,
    otherwise: '',
    says: 'A file with the master key, previous ones on the lines below it.',
  },
  tombstones: {
    env: 'AMENDS_TOMBSTONES',
    read: path,
    otherwise: '',
    says: 'The file that remembers who was forgotten. Keep it away from the data and its backups. Not set: `forgotten` in the data directory.',
  },
} as const;
