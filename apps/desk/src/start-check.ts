import { once } from 'node:events';
import { createServer } from 'node:net';
import { type DeskConfig, type deskSettings, masterKeysFor } from '#embedded';
import type { Together } from '#platform';

const issuerMissing =
  'AMENDS_ISSUER: must be set in production; the development issuer does not run there';
const keyMissing =
  'AMENDS_MASTER_KEY or AMENDS_MASTER_KEY_FILE: must be set in production (openssl rand -base64 32)';

const ledgerKeyMissing = 'AMENDS_LEDGER_KEY: must be set in production (openssl rand -base64 32)';

const fileFault = (config: DeskConfig): readonly string[] => {
  try {
    masterKeysFor(config);
    return [];
  } catch (error) {
    return [`AMENDS_MASTER_KEY_FILE: ${(error as Error).message}`];
  }
};

const lackingInProduction = ({
  issuer,
  masterKey,
  masterKeyFile,
  ledgerKeys,
}: Partial<DeskConfig>) => [
  ...(issuer === '' ? [issuerMissing] : []),
  ...(masterKey === '' && masterKeyFile === '' ? [keyMissing] : []),
  ...(ledgerKeys?.length === 0 ? [ledgerKeyMissing] : []),
];

/** What production must be given, and a file of keys that is none, before anything is made. */
export const missingInProduction: Together<typeof deskSettings> = (config) => [
  ...(config.environment === 'production' ? lackingInProduction(config) : []),
  ...(config.masterKeyFile && config.masterKey === '' ? fileFault(config as DeskConfig) : []),
];

/** Rejects with the fault of listening, before anything is opened or made. */
export const ensureFree = async ({
  port,
  host,
}: Pick<DeskConfig, 'port' | 'host'>): Promise<void> => {
  const server = createServer().listen(port, host);
  await once(server, 'listening');
  server.close();
  await once(server, 'close');
};
