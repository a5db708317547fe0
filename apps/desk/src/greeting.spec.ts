import { describe, expect, it } from '@jest/globals';
import type { DevelopmentTokens } from '#platform';
import { greeting } from './greeting.js';

const tokens = { demo: { agent: 'a-token' } } as unknown as DevelopmentTokens;
const home = { data: 'data', host: '127.0.0.1' };

describe('the greeting of a desk', () => {
  it('names what to do next as it has to be typed', () => {
    expect(greeting('http://127.0.0.1:3000', home, tokens)).toContain('Next: npm run demo\n');
    const elsewhere = greeting('http://127.0.0.1:3107', { ...home, data: '/srv/desk' }, tokens);
    expect(elsewhere).toContain(
      'Next: npm run demo -- --url http://127.0.0.1:3107 --data /srv/desk\n',
    );
  });

  it.each(['0.0.0.0', '::', '192.0.2.7', 'desk.example.org'])(
    'warns where the development issuer can be reached from the network: %s',
    (host) => {
      const said = greeting('http://127.0.0.1:3000', { ...home, host }, tokens);
      expect(said).toContain('Warning: the development issuer is in force');
      expect(greeting('http://127.0.0.1:3000', { ...home, host })).not.toContain('Warning');
    },
  );

  it.each(['127.0.0.1', '127.0.0.53', '::1', 'localhost'])('does not on loopback: %s', (host) => {
    expect(greeting('http://127.0.0.1:3000', { ...home, host }, tokens)).not.toContain('Warning');
  });
});
