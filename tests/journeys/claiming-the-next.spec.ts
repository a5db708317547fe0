import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Person, TestDesk } from '../support/desk.js';

const FIFTY = Array.from({ length: 50 }, (_, index) => index);

describe('fifty agents who claim the next ticket at the same moment', () => {
  let desk: TestDesk;
  let agents: readonly Person[];

  beforeAll(async () => {
    desk = await TestDesk.open();
    agents = await Promise.all(FIFTY.map((index) => desk.person('agent', `agent-${index}`)));
    const open = (index: number) =>
      agents[0]!('POST', '/v1/tickets', {
        kind: 'request',
        subject: `A new keyboard, desk ${index}`,
        requester: { id: `customer-${index}` },
        queue: 'workplace',
      });
    await Promise.all(FIFTY.map(open));
  });
  afterAll(() => desk.close());

  it('get fifty different tickets, each their own', async () => {
    const claims = await Promise.all(
      agents.map((agent) => agent('POST', '/v1/queues/workplace/claims')),
    );
    expect(claims.map(({ status }) => status)).toEqual(FIFTY.map(() => 200));
    expect(new Set(claims.map(({ body }) => body.id)).size).toBe(50);
    expect(claims.map(({ body }) => body.assignee)).toEqual(FIFTY.map((index) => `agent-${index}`));
  });

  it('and the next one is told that there is none', async () => {
    expect((await agents[0]!('POST', '/v1/queues/workplace/claims')).status).toBe(204);
  });
});
