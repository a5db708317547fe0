import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Commands } from '#eventing';

import { type TicketDesk, ticketDesk } from '../tickets-app.fixture.js';
import { TICKETS } from '../ticket/ticket.tokens.js';
import { context } from '../ticket/ticket.fixture.js';
import { NextTicket } from './next-ticket.handler.js';

let desk: TicketDesk;
beforeAll(async () => {
  desk = await ticketDesk();
});
afterAll(() => desk.close());

const opened = async (queue: string, count: number) => {
  const ana = desk.as('agent', 'ana');
  const paths = Array.from({ length: count }, (_, index) =>
    ana.open({ subject: `Printer ${index}`, requester: { id: 'salma' }, queue }),
  );
  return Promise.all(paths);
};

describe('claiming the next ticket of a queue', () => {
  it('gives fifty agents who ask at the same moment fifty different tickets', async () => {
    await opened('printers', 50);
    const agents = Array.from({ length: 50 }, (_, index) => desk.as('agent', `agent-${index}`));
    const claims = await Promise.all(
      agents.map((agent) => agent.post('/v1/queues/printers/claims')),
    );
    expect(claims.map(({ status }) => status)).toEqual(Array(50).fill(200));
    expect(new Set(claims.map(({ body }) => body.id)).size).toBe(50);
    claims.forEach(({ body }, index) => expect(body.assignee).toBe(`agent-${index}`));
    const load = await desk.as('manager', 'ben').get('/v1/team-load');
    expect(load.body.items).toHaveLength(50);
  });

  it('gives the most urgent first, then the oldest', async () => {
    const ana = desk.as('agent', 'ana');
    const open = (subject: string, urgency: string) =>
      ana.open({
        subject,
        queue: 'phones',
        requester: { id: 'salma' },
        classification: { impact: 'high', urgency },
      });
    await open('older', 'low');
    await open('younger', 'low');
    await open('urgent', 'very-high');
    const taken = [];
    for (const _ of [1, 2, 3])
      taken.push((await ana.post('/v1/queues/phones/claims')).body.subject as string);
    expect(taken).toEqual(['urgent', 'older', 'younger']);
  });

  it('says so when there is nothing to take', async () => {
    const { status, body } = await desk.as('agent', 'ana').post('/v1/queues/nothing/claims');
    expect([status, body]).toEqual([204, '']);
  });

  it('takes one ticket however often one request is repeated', async () => {
    await opened('modems', 2);
    const ana = desk.as('agent', 'ana-maria');
    const key = { 'idempotency-key': 'the-same-request' };
    const first = await ana.post('/v1/queues/modems/claims', undefined, key);
    const second = await ana.post('/v1/queues/modems/claims', undefined, key);
    expect(second.body.id).toBe(first.body.id);
    expect((await ana.get('/v1/my-work')).body.items).toHaveLength(1);
  });

  it('finds what it took, when its answer was lost on the way', async () => {
    await opened('switches', 2);
    const claims = new NextTicket(
      desk.platform.views,
      desk.app.get(Commands),
      desk.app.get(TICKETS, { strict: false }),
    );
    const by = { kind: 'agent', id: 'noor' } as const;
    const asked = { ...context, tenant: 'demo', by, at: new Date().toISOString() };
    const first = await claims.next('switches', asked);
    const again = await claims.next('switches', { ...asked, repeated: true });
    expect(again?.id).toBe(first!.id);
  });

  it('is not for customers', async () => {
    const { status } = await desk.as('customer', 'salma').post('/v1/queues/printers/claims');
    expect(status).toBe(403);
  });
});

describe('the queues', () => {
  it('are told with their counts and their oldest ticket', async () => {
    await opened('routers', 3);
    await desk.as('agent', 'ana').post('/v1/queues/routers/claims');
    const { body } = await desk.as('manager', 'ben').get('/v1/queues');
    const routers = body.items.find(({ queue }: { queue: string }) => queue === 'routers');
    expect(routers).toMatchObject({
      tickets: 3,
      unassigned: 2,
      byStatus: { open: 3 },
      byPriority: { medium: 3 },
    });
    expect(Date.parse(routers.oldest)).not.toBeNaN();
  });

  it('show what is not closed, page by page, by priority', async () => {
    await opened('cables', 3);
    const ana = desk.as('agent', 'ana');
    const first = await ana.get('/v1/queues/cables?limit=2&count=exact');
    expect(first.body).toMatchObject({ count: 3, items: [{}, {}] });
    const next = await ana.get(`/v1/queues/cables?limit=2&cursor=${first.body.nextCursor}`);
    expect(next.body.items).toHaveLength(1);
  });
});
