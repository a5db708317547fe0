import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { platformSettings } from '../operations/platform-config.js';
import { ConfigFault, readConfig } from '../operations/settings.js';
import { developmentIssuer, developmentTokens } from './development-issuer.js';
import { identityOf } from './identity.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'amends-issuer-'));
});
afterAll(() => rm(folder, { recursive: true }));

const development = { environment: 'development', audience: 'amends' };
const modeOf = async (file: string) => (await stat(join(folder, file))).mode & 0o777;

describe('the development issuer', () => {
  it('refuses to start in production', async () => {
    const env = { NODE_ENV: 'production', AMENDS_DATA: folder };
    await expect(identityOf(readConfig(platformSettings, env))).rejects.toThrow(ConfigFault);
    await expect(identityOf(readConfig(platformSettings, env))).rejects.toThrow('in production');
  });

  it('is not there where another issuer is configured', async () => {
    const env = { NODE_ENV: 'production', AMENDS_ISSUER: 'https://login.example' };
    const identity = await identityOf(readConfig(platformSettings, env));
    expect(identity.development).toBeUndefined();
  });

  it('writes a token for each role of each tenant, for its owner only', async () => {
    const issuer = await developmentIssuer(folder, development);
    const tokens = await developmentTokens(issuer, folder, ['demo', 'acme']);
    expect(Object.keys(tokens['acme']!)).toHaveLength(6);
    const written = JSON.parse(await readFile(join(folder, 'development-tokens.json'), 'utf8'));
    expect(written).toEqual(tokens);
    expect(await modeOf('development-tokens.json')).toBe(0o600);
    expect(await modeOf('development-issuer.json')).toBe(0o600);
  });

  it('believes after a restart what it signed before', async () => {
    const before = await developmentIssuer(folder, development);
    const token = await before.mint({ tenant: 'demo', role: 'agent', sub: 'amal' });
    const identity = await identityOf(readConfig(platformSettings, { AMENDS_DATA: folder }));
    expect((await identity.tokens.check(token)).principal).toMatchObject({
      id: 'amal',
      role: 'agent',
    });
  });
});
