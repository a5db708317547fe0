import { Refusal } from '#eventing';

const MAX_BUSY = 100;
const PAUSE_MS = 20;

/** Waits and tries again while the store is busy; every other refusal goes into the report. */
export const retryWhileBusy = async <Answer>(
  send: () => Promise<Answer>,
  left = MAX_BUSY,
): Promise<Answer> => {
  try {
    return await send();
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'busy' || left === 0) throw error;
    await new Promise((go) => setTimeout(go, PAUSE_MS));
    return retryWhileBusy(send, left - 1);
  }
};
