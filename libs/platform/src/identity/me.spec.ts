import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ContextsApp, contextsApp } from '../testing/contexts-app.fixture.js';

let http: ContextsApp;
beforeAll(async () => {
  http = await contextsApp({ contexts: [] });
});
afterAll(() => http.close());

describe('asking who is asking', () => {
  it('answers what the credential says, and nothing that it does not say', async () => {
    const { status, body } = await http.as('customer', 'salma').get('/v1/me');
    expect([status, body]).toMatchObject([200, { id: 'salma', role: 'customer', via: 'token' }]);
    expect(body).not.toHaveProperty('scopes');
  });
});
