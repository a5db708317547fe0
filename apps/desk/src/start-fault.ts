import { lookUp, UnknownForm } from '#eventing';
import { ConfigFault } from '#platform';
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

/** Errors whose message is the sentence. */
const told = [ConfigFault, DirectoryInUse, UnknownForm];

/** The sentence for a fault of the environment; undefined for a bug. */
export const startFault = (error: unknown): string | undefined => {
  if (told.some((kind) => error instanceof kind)) return (error as Error).message;
  return listening(Object(error) as ListenFault);
};
