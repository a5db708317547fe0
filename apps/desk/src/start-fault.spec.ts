import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { UnknownForm } from '#eventing';
import { ConfigFault } from '#platform';

import { startFault } from './start-fault.js';

const listen = async (port: number): Promise<Server> => {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
};

describe('a desk that cannot start', () => {
  it('says in a sentence that its port is taken', async () => {
    const other = await listen(0);
    const { port } = other.address() as AddressInfo;
    const fault = await listen(port).catch((error: unknown) => error);
    other.close();
    expect(startFault(fault)).toMatch(`127.0.0.1:${port} is in use by another process`);
  });

  it('says what is wrong with its configuration', () =>
    expect(startFault(new ConfigFault(['AMENDS_PORT: expected a number']))).toMatch('AMENDS_PORT'));

  it('says that a file is in a form that it does not read', () =>
    expect(startFault(new UnknownForm('log.db is a log in form 2.'))).toMatch('form 2'));

  it('calls everything else a bug', () =>
    expect(startFault(new TypeError('undefined is not a function'))).toBeUndefined());
});
