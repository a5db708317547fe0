import { RestoreUnfinished } from '#embedded';
import { lookUp, UnknownForm } from '#eventing';
import { RolledBack } from '#ledger';
import { ConfigFault, isStorageFault } from '#platform';
import { DirectoryInUse } from '#sqlite';

const addresses: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use by another process: stop it, or set AMENDS_PORT to another port',
  EACCES: 'is not allowed for this user: set AMENDS_PORT to 1024 or more',
  EADDRNOTAVAIL: 'is not an address of this machine: set AMENDS_HOST to one that is',
};

interface ListenFault {
  readonly code?: string;
  readonly syscall?: string;
  readonly address?: string;
  readonly port?: number;
}

const listening = ({ code = '', syscall, address, port }: ListenFault): string | undefined =>
  syscall === 'listen' && lookUp(addresses, code)
    ? `${address}:${port} ${lookUp(addresses, code)}.`
    : undefined;

/** What is told of a start that failed, and the exit code: those of BSD's sysexits.h. */
export interface StartFault {
  readonly says: string;
  readonly exit: number;
}

const CONFIG = 78;
const BUSY = 75;
const DISK = 74;
const BUG = 70;

/** Errors whose message is the sentence. */
const told = [
  [ConfigFault, CONFIG],
  [UnknownForm, CONFIG],
  [RolledBack, CONFIG],
  [RestoreUnfinished, CONFIG],
  [DirectoryInUse, BUSY],
] as const;

const disk = (error: unknown): string | undefined =>
  isStorageFault(error)
    ? `The data directory cannot be written: the disk is full, or faulty (${(error as Error).message}).`
    : undefined;

const unexpected = (error: unknown) => String((error as Error).stack ?? error);

/** What is wrong with the surroundings, in a sentence; all that is known where it is a bug. */
export const startFault = (error: unknown): StartFault => {
  const known = told.find(([kind]) => error instanceof kind);
  if (known) return { says: (error as Error).message, exit: known[1] };
  const taken = listening(Object(error) as ListenFault);
  if (taken) return { says: taken, exit: CONFIG };
  const full = disk(error);
  return full ? { says: full, exit: DISK } : { says: unexpected(error), exit: BUG };
};
