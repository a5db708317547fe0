import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contextsApp, type ContextsApp } from '#platform/testing';

import { defaultSettings, tickets } from '../index.js';

let http: ContextsApp;
beforeAll(async () => {
  const settings = { ...defaultSettings, categories: ['network'], services: ['vpn', 'mail'] };
  http = await contextsApp({ contexts: [tickets.create(settings)] });
});
afterAll(() => http.close());

const path = '/v1/configuration/tickets';

describe('what is configured of tickets', () => {
  it('is what tickets are classified by, in the order in which people read it', async () => {
    const { body } = await http.as('customer', 'salma').get(path);
    expect(body).toMatchObject({
      priorities: ['critical', 'high', 'medium', 'low', 'planning'],
      impacts: ['very-high', 'high', 'medium', 'low', 'very-low'],
      categories: ['network'],
      services: ['vpn', 'mail'],
      reopenDays: defaultSettings.reopenDays,
      answerDays: defaultSettings.answerDays,
    });
  });

  it('tells the priority that a classification then has', async () => {
    const { matrix } = (await http.as('agent', 'ana').get(path)).body;
    const opening = {
      kind: 'incident',
      subject: 'VPN drops',
      requester: { id: 'salma' },
      classification: { impact: 'very-high', urgency: 'low' },
    };
    const { headers } = await http.as('agent', 'ana').post('/v1/tickets', opening);
    const { body } = await http.as('agent', 'ana').get(String(headers['location']));
    expect(body.priority).toBe(matrix.of['very-high'].low);
  });

  it('is sent again only when it has changed', async () => {
    const { headers } = await http.as('agent', 'ana').get(path);
    const again = await http
      .as('agent', 'ana')
      .get(path, { 'if-none-match': String(headers['etag']) });
    expect([again.status, again.headers['etag']]).toEqual([304, headers['etag']]);
    expect((await http.as('agent', 'ana').get(path, { 'if-none-match': '"other"' })).status).toBe(
      200,
    );
  });
});
