import { describe, expect, it } from '@jest/globals';
import { platformSettings } from './platform-config.js';
import { readConfig } from './settings.js';

const read = (env: Readonly<Record<string, string>>) => readConfig(platformSettings, env);

describe('the configuration', () => {
  it('takes defaults for what is not set, or set to nothing', () => {
    expect(read({ AMENDS_PORT: '' })).toMatchObject({ port: 3000, host: '127.0.0.1' });
  });

  it('reads what is set, and cannot be changed', () => {
    const config = read({ AMENDS_PORT: '0', AMENDS_ALGORITHMS: 'ES256, RS256' });
    expect(config).toMatchObject({ port: 0, algorithms: ['ES256', 'RS256'] });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('leaves alone what the command line reads', () => {
    expect(() => read({ AMENDS_DEBUG: '1', AMENDS_TOKEN_AGENT: 'x' })).not.toThrow();
  });

  it.each([
    ['off', 0],
    ['1', 1],
    ['10.0.0.0/8, loopback, ::1', ['10.0.0.0/8', 'loopback', '::1']],
  ])('reads which proxies are trusted: %s', (text, trustProxy) => {
    expect(read({ AMENDS_TRUST_PROXY: text })).toMatchObject({ trustProxy });
  });

  it.each(['on', '0', '10', '10.0.0.0/33', '1.2.3', ',', '10.0.0.1/8/8'])(
    'trusts no proxy by %s',
    (text) => {
      expect(() => read({ AMENDS_TRUST_PROXY: text })).toThrow('AMENDS_TRUST_PROXY: expected off');
    },
  );

  it('compares web origins as origins', () => {
    const text = 'https://Portal.Example:443/, http://localhost:8080';
    expect(read({ AMENDS_CORS_ORIGINS: text }).origins).toEqual([
      'https://portal.example',
      'http://localhost:8080',
    ]);
    expect(() => read({ AMENDS_CORS_ORIGINS: 'https://portal.example/desk' })).toThrow(
      'AMENDS_CORS_ORIGINS: expected an origin, without a path',
    );
  });

  it('names every fault at once, and settings that do not exist', () => {
    const env = {
      AMENDS_PORT: '70000',
      AMENDS_PROT: '1',
      AMENDS_ISSUER: 'http://login.example',
      AMENDS_LOG_LEVEL: 'loud',
    };
    expect(() => read(env)).toThrow(
      expect.objectContaining({
        faults: [
          'AMENDS_PROT is not a setting',
          'AMENDS_PORT: expected a whole number from 0 to 65535',
          'AMENDS_LOG_LEVEL: expected one of trace, debug, info, warn, error, silent',
          'AMENDS_ISSUER: expected an https address (http only to this machine)',
        ],
      }),
    );
  });
});
