import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Commands } from '#eventing';
import { notifications, NotificationSender } from '#notifications';
import type { Role } from '#platform';
import { testHttpApp, type TestHttpApp } from '#platform/testing';
import {
  KnownRecord,
  readersFor,
  recordDecider,
  type Recording,
  RECORDING,
  recordRules,
  settingsWith,
} from '#records';

import { type ChangeCommand, changeDecider } from '../change/change.decider.js';

import { identityChecksContext } from '../identity-checks.context.js';
import { ChangeNotifications } from '../change/change-notifications.handler.js';
import { MemoryKnownRecord, MemoryNotificationSender, monday, stored } from './check.fixture.js';

const known = new MemoryKnownRecord();
const settings = settingsWith(readersFor({}), {});
const recording: Recording = { settings, decider: recordDecider(settings) };
const notificationSender = new MemoryNotificationSender();
let http: TestHttpApp;

beforeAll(async () => {
  known.put('salma', stored);
  http = await testHttpApp({
    rulebooks: [recordRules],
    // Nothing is due in here, and records are not there to be asked.
    contexts: [notifications.create({}), { ...identityChecksContext(), policies: [] }],
    adapters: [
      { provide: KnownRecord, useValue: known },
      { provide: RECORDING, useValue: recording },
      { provide: NotificationSender, useValue: notificationSender },
    ],
  });
});
afterAll(() => http.close());

interface Asking {
  readonly path: string;
  readonly body?: object;
  readonly as?: readonly [Role, string];
  readonly headers?: Readonly<Record<string, string>>;
}

const ask = async ({ path, body, as = ['agent', 'ana'], headers = {} }: Asking) => {
  const response = await http.app.inject({
    method: body ? 'POST' : 'GET',
    url: `/v1/customers/${path}`,
    headers: { authorization: await http.bearer(...as), ...headers },
    ...(body && { payload: body }),
  });
  return { status: response.statusCode, headers: response.headers, body: response.json() };
};

const start = async (body: object = { challenge: 'questions' }, as?: readonly [Role, string]) =>
  ask({ path: 'salma/checks', body, ...(as && { as }) });

const answers = { address: { street: 'High St.', houseNumber: '30' }, 'date-of-birth': '7.3.1990' };

describe('verifying a customer on the telephone', () => {
  it('asks, does not refuse a near miss, and verifies by another factor', async () => {
    const begun = await start();
    expect(begun).toMatchObject({
      status: 201,
      body: { outcome: 'open', asks: ['address', 'date-of-birth'] },
    });
    const path = `salma/checks/${begun.body.id}`;
    expect(begun.headers.location).toBe(`/v1/customers/${path}`);
    const first = await ask({ path: `${path}/answers`, body: { answers, onBehalfOf: 'salma' } });
    expect(first).toMatchObject({
      status: 200,
      body: { outcome: 'open', asks: ['customer-number'], near: [] },
    });
    const body = { answers: { 'customer-number': '4711 0815' } };
    expect(await ask({ path: `${path}/answers`, body })).toMatchObject({
      status: 200,
      body: { outcome: 'verified', near: ['address'] },
    });
    expect(await ask({ path })).toMatchObject({ status: 200, body: { outcome: 'verified' } });
  });

  it('names the other ways in the language that was asked for', async () => {
    const { body } = await ask({
      path: 'salma/checks',
      body: { challenge: 'questions' },
      headers: { 'accept-language': 'ar' },
    });
    expect(body.ways).toContainEqual({
      way: 'code',
      challenge: 'code',
      says: 'اطلب إرسال رمز إلى رقم هاتف أو بريد إلكتروني نعرفه.',
    });
  });

  it.each([
    ['customer', 'salma', ['code']],
    ['integration', 'portal', ['code']],
    ['agent', 'ana', ['code', 'document']],
  ] as const)('offers %s only ways that they can start', async (role, sub, offered) => {
    const as = [role, sub] as const;
    const { ways } = (await start({ challenge: 'questions' }, as)).body;
    expect(ways.map(({ way }: { way: string }) => way)).toEqual(offered);
    for (const { challenge } of ways)
      expect([challenge, (await start({ challenge }, as)).status]).toEqual([challenge, 201]);
  });

  it('offers none once the customer is verified', async () => {
    const path = `salma/checks/${(await start()).body.id}`;
    const right = { address: '10 High Street', 'date-of-birth': '7.3.1990' };
    const { body } = await ask({ path: `${path}/answers`, body: { answers: right } });
    expect([body.outcome, body.ways]).toEqual(['verified', []]);
    expect((await ask({ path })).body.ways).toEqual([]);
  });

  it('answers byte for byte as long whatever was wrong', async () => {
    const said = [
      { address: '30 High Street', 'date-of-birth': '1.1.1970' },
      { address: '1 No Road', 'date-of-birth': '7.3.1990' },
      { address: '1 No Road', 'date-of-birth': '1.1.1970' },
    ];
    const lengths = await Promise.all(
      said.map(async (each, index) => {
        const { body } = await start();
        const path = `salma/checks/${body.id}/answers`;
        const principal = { as: ['agent', `agent-${index}`], body: { answers: each } } as const;
        const answer = await ask({ path, ...principal });
        return JSON.stringify(answer.body).length;
      }),
    );
    expect(new Set(lengths).size).toBe(1);
  });
});

describe('what is configured of checks', () => {
  it.each([
    ['customer', 'salma', ['questions', 'code']],
    ['agent', 'ana', ['questions', 'code', 'document']],
  ] as const)('is, for %s, the challenges that they can start', async (role, sub, startable) => {
    const { body } = await http.app
      .inject({
        url: '/v1/configuration/identity-checks',
        headers: { authorization: await http.bearer(role, sub) },
      })
      .then((answer) => ({ body: answer.json() }));
    const names = body.challenges.map(({ challenge }: { challenge: string }) => challenge);
    expect(names).toEqual(startable);
    for (const challenge of names)
      expect((await start({ challenge }, [role, sub])).status).toBe(201);
  });
});

describe('somebody else’s check', () => {
  const omar = ['customer', 'omar'] as const;

  it('is answered like a record that does not exist', async () => {
    const { body } = await start();
    const refused = { status: 404, body: { code: 'record.not-found' } };
    expect(await start({ challenge: 'questions' }, omar)).toMatchObject(refused);
    expect(await ask({ path: `salma/checks/${body.id}`, as: omar })).toMatchObject(refused);
  });

  it('is not found under another customer', async () => {
    const { body } = await start();
    expect(await ask({ path: `omar/checks/${body.id}` })).toMatchObject({
      status: 404,
      body: { code: 'check.not-found' },
    });
  });
});

describe('a one-time code', () => {
  it('is on no answer, and verifies', async () => {
    const begun = await start({ challenge: 'code', changing: 'telephone' });
    const { code } = notificationSender;
    expect(notificationSender.notifications.at(-1)).toMatchObject({ route: 'email' });
    expect(JSON.stringify(begun.body)).not.toContain(code);
    const body = { answers: { 'one-time-code': code } };
    const path = `salma/checks/${begun.body.id}/answers`;
    expect(await ask({ path, body })).toMatchObject({ body: { outcome: 'verified' } });
  });
});

describe('objecting to a change', () => {
  const announced = async (change: string) => {
    const changeNotifications = http.app.get(ChangeNotifications, { strict: false });
    const data = { change, field: 'telephone', standing: 'in-force', saidAt: monday } as const;
    const context = {
      id: `019ab3c4-5d6e-7000-8f00-${change.slice(-12)}`,
      tenant: 'demo',
      by: { kind: 'system', id: 'agenda' },
      at: new Date().toISOString(),
      correlation: 'story',
    } as const;
    const commands = http.app.get(Commands);
    const announce: ChangeCommand = { ...context, type: 'AnnounceChange', data };
    await commands.send(changeDecider(), 'salma', announce);
    const id = context.id.replace('8f00', '8f01');
    const tell: ChangeCommand = { ...context, id, type: 'MarkOldRouteTold', data };
    await changeNotifications.handle('salma', tell);
    return notificationSender.code;
  };
  const first = '019ab3c4-5d6e-7ffe-8f00-000000000001';
  const second = '019ab3c4-5d6e-7ffe-8f00-000000000002';

  it('takes the code that the old route was given', async () => {
    const code = await announced(first);
    const as = ['integration', 'portal'] as const;
    const path = `salma/changes/${first}/objection`;
    const wrong = await ask({ path, body: { code: 'a guess' }, as });
    expect(wrong).toMatchObject({ status: 404, body: { code: 'change.not-found' } });
    expect(await ask({ path, body: { code }, as })).toMatchObject({ status: 200 });
  });

  it('is for the customer without a code, and for nobody else', async () => {
    await announced(second);
    const path = `salma/changes/${second}/objection`;
    const omar = await ask({ path, body: {}, as: ['customer', 'omar'] });
    expect(omar).toMatchObject({ status: 404, body: { code: 'record.not-found' } });
    expect(await ask({ path, body: {}, as: ['customer', 'salma'] })).toMatchObject({ status: 200 });
  });
});
