import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { createHmac } from 'node:crypto';
import { mac, macKey } from './mac.js';

describe('a message authentication code', () => {
  it('is HMAC-SHA-256, whatever the key and the message', () => {
    const bytes = fc.uint8Array({ maxLength: 300 });
    const key = fc.uint8Array({ maxLength: 64 });
    fc.assert(
      fc.property(key, fc.array(bytes, { maxLength: 5 }), (secret, parts) => {
        const expected = createHmac('sha256', secret).update(Buffer.concat(parts)).digest();
        expect(mac(macKey(secret), parts).equals(expected)).toBe(true);
      }),
    );
  });
});
