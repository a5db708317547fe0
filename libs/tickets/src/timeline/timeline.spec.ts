import { readFileSync } from 'node:fs';
import { recordedAs, recordedSamples, rowsOf } from '#eventing/testing';
import { schemaCheck } from '#platform';

import { describe, expect, it } from '@jest/globals';
import type { TicketEvent } from '../ticket/ticket.events.js';
import {
  context,
  merged,
  monday,
  opened,
  otherTicket,
  proposed,
  queued,
  salma,
  thirdTicket,
} from '../ticket/ticket.fixture.js';
import { entriesFor } from './entry.representation.js';
import { byEvent, eventForms } from './events.representation.js';
import { entriesFrom, entryOf, timelineView } from './timeline.view.js';

const file = {
  attachment: otherTicket,
  name: 'secret.txt',
  size: 1,
  mediaType: 'text/plain',
  sha256: 'ab'.repeat(32),
};
const follow = { ...opened.data, queue: 'network' };

const timelineOf = (role: 'customer' | 'agent', ...events: readonly TicketEvent[]) =>
  entriesFor(
    { role },
    recordedAs<TicketEvent>(`ticket-acme-${thirdTicket}`, { ...context, by: salma }, events).map(
      entryOf,
    ),
  );

describe('the timeline of a ticket', () => {
  it('keeps each event as staff see it, under a key that sorts as they happened', () => {
    const happened = [opened, queued, proposed];
    rowsOf(timelineView, { ...context, by: salma }, `ticket-acme-${thirdTicket}`)
      .given(...happened)
      .shows(...timelineOf('agent', ...happened));
    const [ninth, tenth] = [entriesFrom(thirdTicket, 9), entriesFrom(thirdTicket, 10)];
    expect(ninth.from < tenth.from && tenth.from < ninth.to).toBe(true);
  });

  it('tells what happened, when, when it was recorded, and by whom', () =>
    expect(timelineOf('agent', opened, queued)[1]).toEqual({
      version: 2,
      type: 'TicketQueued',
      at: monday,
      recordedAt: monday,
      by: salma,
      data: queued.data,
    }));

  it('tells customers nothing of notes, queues, releases and files that are for staff', () =>
    expect(
      timelineOf(
        'customer',
        opened,
        queued,
        { type: 'NoteAdded', data: { text: 'secret' } },
        { type: 'AttachmentAdded', data: { ...file, staffOnly: true } },
        { type: 'TicketReleased', data: { assignee: 'ana', reason: 'secret' } },
        { type: 'AttachmentAdded', data: { ...file, staffOnly: false } },
        proposed,
      ).map(({ version }) => version),
    ).toEqual([1, 6, 7]));

  it('tells customers of links to their own matter only', () =>
    expect(
      timelineOf(
        'customer',
        opened,
        { type: 'TicketsLinked', data: { ticket: otherTicket, relation: 'caused-by' } },
        { type: 'TicketsLinked', data: { ticket: otherTicket, relation: 'follows' } },
        merged,
        {
          type: 'TicketsLinked',
          data: { ticket: otherTicket, relation: 'duplicate-of', people: ['salma'] },
        },
      ).map(({ data }) => data),
    ).toEqual([
      { ...opened.data },
      { ticket: otherTicket, relation: 'follows' },
      merged.data,
      { ticket: otherTicket, relation: 'duplicate-of' },
    ]));

  it('tells customers nothing of how a late reply goes on inside the desk', () =>
    expect(
      timelineOf('customer', {
        type: 'CustomerReplied',
        data: { text: 'Again.', channel: 'mail', late: true, follow },
      })[0]?.data,
    ).toEqual({ text: 'Again.', channel: 'mail', late: true }));
});

describe('what is documented of each event', () => {
  const samples = recordedSamples<TicketEvent>(
    readFileSync(new URL('../../samples/ticket-events.v1.ndjson', import.meta.url), 'utf8'),
  );
  const check = schemaCheck(byEvent('Sample', {}));
  const told = (type: string, data: object | undefined) => ({ type, data });

  it('is what it was ever recorded with, for staff and for customers', () => {
    expect(new Set(samples.map(({ type }) => type))).toEqual(new Set(Object.keys(eventForms)));
    for (const { type, data } of samples)
      expect([type, check(told(type, data))]).toEqual([type, []]);
    for (const entry of entriesFor({ role: 'customer' }, samples.map(entryOf))) {
      const { type, data } = JSON.parse(JSON.stringify(entry));
      expect([type, check(told(type, data))]).toEqual([type, []]);
    }
  });

  it('is held to by event: what another event says is refused, and told what is missing', () => {
    const noteAs = (type: string) =>
      check(told(type, { text: 'A note.' })).map(
        ({ pointer, detail }) => `${pointer} ${detail.en}`,
      );
    expect(noteAs('NoteAdded')).toEqual([]);
    expect(noteAs('WatcherAdded').map((fault) => fault.split(' ')[0])).toEqual([
      '#/data/watcher',
      '#/data/text',
    ]);
    expect(noteAs('Unheard')).toEqual(['# Must be an object.']);
  });
});
