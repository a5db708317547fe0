import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { type Person, TestDesk } from '../support/desk.js';

const pause = () => new Promise<void>((go) => void setTimeout(go, 3));

/** What people do with a ticket; the desk refuses some of it, which is a part of life. */
const deeds: readonly (readonly [
  who: 'customer' | 'agent',
  method: 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: object,
])[] = [
  ['customer', 'POST', '/replies', { text: 'Still silent.' }],
  ['customer', 'POST', '/corrections', { fact: 'subject', is: 'No tone at all' }],
  ['customer', 'POST', '/watchers', { watcher: 'omar' }],
  ['customer', 'POST', '/resolution/rejection', { reason: 'No.' }],
  ['customer', 'POST', '/resolution/confirmation', { words: 'Thanks.' }],
  ['customer', 'POST', '/reopening', { reason: 'Silent again.' }],
  ['agent', 'POST', '/notes', { text: 'Cable cut.' }],
  ['agent', 'POST', '/replies', { text: 'On Thursday.' }],
  ['agent', 'PUT', '/queue', { queue: 'telephony' }],
  ['agent', 'PUT', '/assignee', { assignee: 'ana' }],
  ['agent', 'DELETE', '/assignee'],
  ['agent', 'POST', '/disputes', { fact: 'subject', reason: 'It hums.' }],
  ['agent', 'POST', '/resolution', { text: 'Plugged in.' }],
  ['agent', 'PUT', '/hold', { awaiting: 'vendor', reason: 'A part is missing.' }],
  ['agent', 'DELETE', '/hold'],
];

describe('history is replayed', () => {
  let desk: TestDesk;
  let people: { readonly customer: Person; readonly agent: Person };
  let ada: Person;

  const opened = async (): Promise<string> => {
    const asked = { kind: 'incident', subject: 'No tone', told: { hurts: 'Nobody reaches me.' } };
    return (await people.customer('POST', '/v1/tickets', asked)).body.id;
  };
  const deed = (ticket: string, [who, method, path, body]: (typeof deeds)[number]) =>
    people[who](method, `/v1/tickets/${ticket}${path}`, body);
  const audited = async (ticket: string, path: string) =>
    (await ada('GET', `/v1/audit/tickets/${ticket}/${path}`)).body;

  beforeAll(async () => {
    desk = await TestDesk.open();
    const customer = await desk.person('customer', 'salma');
    people = { customer, agent: await desk.person('agent', 'ana') };
    ada = await desk.person('auditor', 'ada');
  });
  afterAll(() => desk.close());

  it('frame by frame: what it was, what happened, what it was then, who, and why', async () => {
    const ticket = await opened();
    await deed(ticket, ['agent', 'PUT', '/queue', { queue: 'telephony' }]);
    const { items } = await audited(ticket, 'replay');
    expect(items[0]).toMatchObject({ version: 1, type: 'TicketOpened', before: null });
    expect(items.at(-1)).toMatchObject({
      type: 'TicketQueued',
      by: { kind: 'agent', id: 'ana' },
      before: { queue: 'intake' },
      after: { queue: 'telephony' },
      changed: [{ field: 'queue', before: 'intake', after: 'telephony' }],
      why: { command: expect.stringMatching(/^[0-9a-f-]{36}$/) },
    });
    for (const [index, frame] of items.slice(1).entries())
      expect(frame.before).toEqual(items[index].after);
  });

  it('ends in the state that is in use, whatever people did', async () => {
    const lives = fc.array(fc.constantFrom(...deeds), { minLength: 1, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(lives, async (life) => {
        const ticket = await opened();
        for (const each of life) await deed(ticket, each);
        const { items } = await audited(ticket, 'replay?limit=200');
        const { body } = await ada('GET', `/v1/tickets/${ticket}`);
        // Files and last words are read beside the state; a replay has an event for each.
        const { attachments: _files, lastWord: _word, painPoint: _told, ...state } = body;
        expect(items.at(-1).after).toEqual(state);
      }),
      { numRuns: 25 },
    );
  });

  it('a page at a time, or as one export that tells a whole one from one that was cut off', async () => {
    const ticket = await opened();
    const first = await audited(ticket, 'replay?limit=1');
    expect([first.items.length, first.nextCursor]).toEqual([1, expect.any(String)]);
    const rest = await audited(ticket, `replay?cursor=${first.nextCursor}`);
    expect(rest.nextCursor).toBeUndefined();
    expect(await audited(ticket, 'replay?from=2')).toEqual(rest);
    const lines = String(await audited(ticket, 'replay/export'))
      .trimEnd()
      .split('\n');
    const frames = lines.slice(0, -1).map((line) => JSON.parse(line));
    expect(frames).toEqual([...first.items, ...rest.items]);
    expect(JSON.parse(lines.at(-1)!)).toMatchObject({ $end: true, count: frames.length });
  });

  it('as it was known at a moment, and what changed between two', async () => {
    const ticket = await opened();
    await pause();
    const before = (await audited(ticket, 'replay')).items.at(-1).recordedAt;
    await deed(ticket, ['agent', 'PUT', '/queue', { queue: 'telephony' }]);
    const after = (await audited(ticket, 'replay')).items.at(-1).recordedAt;
    expect(before < after).toBe(true);
    expect((await audited(ticket, `state?knownAt=${before}`)).ticket.queue).toBe('intake');
    expect((await audited(ticket, `state?knownAt=${after}`)).ticket.queue).toBe('telephony');
    expect((await audited(ticket, `difference?from=${before}&to=${after}`)).changed).toEqual([
      { field: 'queue', before: 'intake', after: 'telephony' },
    ]);
    const early = await ada(
      'GET',
      `/v1/audit/tickets/${ticket}/state?knownAt=2020-01-01T00:00:00Z`,
    );
    expect(early.status).toBe(404);
  });

  it('to auditors, and who looked is on record', async () => {
    const ticket = await opened();
    const path = `/v1/audit/tickets/${ticket}/replay`;
    expect((await people.agent('GET', path)).status).toBe(403);
    expect((await people.customer('GET', path)).status).toBe(403);
    const eve = await desk.person('auditor', 'eve', 'other');
    expect((await eve('GET', path)).status).toBe(404);
    const { body } = await people.customer('GET', '/v1/customers/salma/data');
    expect(body.readBy).toContainEqual(expect.objectContaining({ reader: 'ada', what: 'history' }));
  });
});
