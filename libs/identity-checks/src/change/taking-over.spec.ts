import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Clock } from '#eventing';
import { recordsDesk } from '#records/testing';

const path = '/v1/customers/salma';
const old = '+201001234567';
const other = '+201112345678';
const DAY = 86_400_000;

/** A clock that is moved by hand; alarms that are due by then ring. */
const movedClock = () => {
  const alarms = new Set<() => void>();
  let ahead = 0;
  const clock: Clock = {
    now: () => new Date(Date.now() + ahead).toISOString(),
    after: (_, go) => {
      alarms.add(go);
      return () => void alarms.delete(go);
    },
  };
  const pass = (days: number) => {
    ahead += days * DAY;
    for (const go of [...alarms].filter((alarm) => alarms.delete(alarm))) go();
  };
  return { clock, pass };
};

let desk: Awaited<ReturnType<typeof recordsDesk>>;
let time: ReturnType<typeof movedClock>;

const people = () => ({
  salma: desk.as('customer', 'salma'),
  ana: desk.as('agent', 'ana'),
  portal: desk.as('integration', 'portal'),
});

/** As it is believed at the moment that the clock shows. */
const telephone = async () => {
  const now = time.clock.now();
  const record = await people().ana.get(`${path}/record?asOf=${now}&knownAt=${now}`);
  return record.body.fields.telephone.value as unknown;
};

const codeIn = (words: string) => /code(?: is|:) ([0-9a-f]+)/u.exec(words)![1]!;

beforeEach(async () => {
  time = movedClock();
  desk = await recordsDesk(time.clock);
  const crm = desk.as('integration', 'crm');
  const fields = {
    name: 'Salma Hassan',
    'date-of-birth': '1990-03-07',
    'customer-number': '47110815',
    telephone: old,
    email: 'salma@example.org',
  };
  await crm.post(`${path}/imports`, { system: 'crm', row: '4711', fields });
});

afterEach(() => desk.close());

describe('somebody with a stolen session changes the telephone', () => {
  const change = async () => {
    const claim = { field: 'telephone', value: other };
    const said = await people().salma.post(`${path}/claims`, claim);
    await desk.idle();
    return said.body as { readonly claim: string; readonly standing: string };
  };

  it('waits, while the old routes are told', async () => {
    expect(await change()).toMatchObject({ standing: 'waiting' });
    expect(await telephone()).toBe(old);
    expect(desk.sent.all).toMatchObject([
      { about: 'change-announced', route: 'telephone', to: old },
      { about: 'change-announced', route: 'email', to: 'salma@example.org' },
    ]);
  });

  it('gets nowhere when the customer objects with the code of the notification', async () => {
    const { claim } = await change();
    const code = codeIn(desk.sent.all[1]!.words.en);
    const objection = `${path}/changes/${claim}/objection`;
    expect((await people().portal.post(objection, { code })).status).toBe(200);
    time.pass(8);
    await desk.idle();
    expect(await telephone()).toBe(old);
  });

  it('takes effect after the days of the policy, where nobody objects', async () => {
    await change();
    time.pass(8);
    await desk.idle();
    expect(await telephone()).toBe(other);
  });

  it('cannot confirm it for themselves either', async () => {
    const { claim } = await change();
    const confirmed = await people().salma.post(`${path}/claims/${claim}/confirmation`, {});
    expect(confirmed).toMatchObject({ status: 409, body: { code: 'record.needs-evidence' } });
    expect(await telephone()).toBe(old);
  });
});

describe('the customer changes the telephone herself', () => {
  it('takes effect at once with a code that went to her mail, and the old number is told', async () => {
    const { salma } = people();
    const begun = await salma.post(`${path}/checks`, { challenge: 'code', changing: 'telephone' });
    const notification = desk.sent.all[0]!;
    expect(notification).toMatchObject({ about: 'one-time-code', route: 'email' });
    const answers = { 'one-time-code': codeIn(notification.words.en) };
    const check = begun.body.id as string;
    const passed = await salma.post(`${path}/checks/${check}/answers`, { answers });
    expect(passed.body).toMatchObject({ outcome: 'verified' });
    const said = await salma.post(`${path}/claims`, { field: 'telephone', value: other, check });
    expect(said.body).toMatchObject({ standing: 'in-force' });
    await desk.idle();
    expect(await telephone()).toBe(other);
    expect(desk.sent.all.slice(1)).toMatchObject([
      { route: 'telephone', to: old },
      { route: 'email', to: 'salma@example.org' },
    ]);
  });
});
