import { contextsOf, deskSettings, type OpenedLog, openLog } from '#embedded';
import type { RecordedEvent } from '#eventing';
import { readConfig } from '#platform';

/** The settings of a data directory. */
export const settingsIn = (folder: string) => ({ AMENDS_DATA: folder, AMENDS_COUNTRY: 'EG' });

/** The log of a data directory as the desk opens it: personal data is encrypted. */
export const openedIn = (folder: string): OpenedLog => {
  const config = readConfig(deskSettings, settingsIn(folder));
  return openLog(config, contextsOf(config), {
    onFault: (error) => {
      throw error;
    },
  });
};

/** All of its events, decrypted. */
export const eventsIn = async (folder: string): Promise<readonly RecordedEvent[]> => {
  const { events, close } = openedIn(folder);
  try {
    return await events.readAll({ limit: 100_000 });
  } finally {
    await close();
  }
};
