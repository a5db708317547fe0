import { describe, it } from '@jest/globals';
import type { TicketEvent } from './ticket.events.js';
import {
  afterWindow,
  awaitingCustomer,
  awaitingVendor,
  classified,
  closed,
  derived,
  merged,
  opened,
  otherTicket,
  proposed,
  queued,
  salma,
  ticket,
  tuesday,
  watched,
} from './ticket.fixture.js';

const reply = { type: 'ReplyToTicket', data: { text: 'It is back.', channel: 'mail' } } as const;
const replied = { type: 'CustomerReplied', data: reply.data } as const;
const resumed: TicketEvent = { type: 'TicketResumed', data: { because: 'reply' } };
const bySalma = { by: salma, at: tuesday };

describe('a reply of the customer', () => {
  it('is kept as it was said', () =>
    ticket.given(opened).when(reply, bySalma).thenHappened(replied));

  it('ends a hold that waited for the customer', () =>
    ticket.given(opened, awaitingCustomer).when(reply, bySalma).thenHappened(replied, resumed));

  it('ends a hold that waited for evidence', () =>
    ticket
      .given(opened, { type: 'TicketPutOnHold', data: { awaiting: 'evidence', reason: 'A log' } })
      .when(reply, bySalma)
      .thenHappened(replied, resumed));

  it('does not end a hold that waits for somebody else', () =>
    ticket.given(opened, awaitingVendor).when(reply, bySalma).thenHappened(replied));

  it('stops the clock of a proposal: it is no silence, and no rejection either', () =>
    ticket.given(opened, proposed).when(reply, bySalma).thenHappened(replied, resumed));

  it('reopens what was closed a short while ago', () =>
    ticket
      .given(opened, closed('not-answered'))
      .when(reply, bySalma)
      .thenHappened(replied, {
        type: 'TicketReopened',
        data: { was: 'not-answered', because: 'reply' },
      }));

  it('goes on in a new ticket when this one has been closed for too long', () =>
    ticket
      .given(opened, classified, derived, queued, closed('confirmed'))
      .when(reply, { by: salma, at: afterWindow })
      .thenHappened({
        type: 'CustomerReplied',
        data: {
          ...reply.data,
          late: true,
          follow: {
            kind: 'incident',
            subject: 'VPN drops every hour',
            requester: { id: 'salma', name: 'سلمى' },
            queue: 'network',
            classification: {
              category: 'network',
              service: 'vpn',
              impact: 'medium',
              urgency: 'high',
            },
          },
        },
      }));

  it('is late even when the customer says that it was not', () =>
    ticket
      .given(opened, closed('confirmed'))
      .when(reply, { by: salma, at: afterWindow, occurredAt: tuesday })
      .thenHappened({
        type: 'CustomerReplied',
        data: {
          ...reply.data,
          late: true,
          follow: {
            kind: 'incident',
            subject: 'VPN drops every hour',
            requester: { id: 'salma', name: 'سلمى' },
            queue: 'intake',
          },
        },
      }));

  it('is sent on to the ticket that this one was merged into', () =>
    ticket
      .given(opened, merged, closed('duplicate'))
      .when(reply, bySalma)
      .thenRefused('ticket.merged', { ticket: otherTicket }));

  it.each([
    { type: 'ReplyToTicket', data: { text: 'Any news?' } },
    { type: 'AddWatcher', data: { watcher: 'omar' } },
    { type: 'TellPainPoint', data: { hurts: 'It is worse.' } },
    { type: 'AssignTicket', data: { assignee: 'ben' } },
  ] as const)('is sent on from staff as from the customer: $type', (command) =>
    ticket
      .given(opened, merged, closed('duplicate'))
      .when(command)
      .thenRefused('ticket.merged', { ticket: otherTicket }),
  );

  it('may be added by staff to a closed ticket', () =>
    ticket
      .given(opened, closed('confirmed'))
      .when({ type: 'ReplyToTicket', data: { text: 'For your files.' } })
      .thenHappened({
        type: 'AgentReplied',
        data: { text: 'For your files.', channel: 'portal' },
      }));

  it('is sent on to the ticket in which this one goes on', () =>
    ticket
      .given(opened, closed('confirmed'), {
        type: 'TicketsLinked',
        data: { ticket: otherTicket, relation: 'followed-by', answers: true },
      })
      .when(reply, { by: salma, at: afterWindow })
      .thenRefused('ticket.continued', { ticket: otherTicket }));
});

describe('a reply of an agent', () => {
  it('is kept, and changes nothing else', () =>
    ticket
      .given(opened, proposed)
      .when(reply)
      .thenHappened({ type: 'AgentReplied', data: reply.data }));
});

describe('a note', () => {
  it('is kept, for staff', () =>
    ticket
      .given(opened, closed('confirmed'))
      .when({ type: 'AddNote', data: { text: 'Third time this month.' } })
      .thenHappened({ type: 'NoteAdded', data: { text: 'Third time this month.' } }));
});

describe('an attachment', () => {
  const file = {
    attachment: otherTicket,
    name: 'log.txt',
    size: 12,
    mediaType: 'text/plain',
    sha256: 'ab'.repeat(32),
  };
  const add = { type: 'AddAttachment', data: file } as const;
  const added = { type: 'AttachmentAdded', data: { ...file, staffOnly: false } } as const;
  const addForStaff = { type: 'AddAttachment', data: { ...file, staffOnly: true } } as const;

  it('is kept by its digest', () => ticket.given(opened).when(add).thenHappened(added));

  it('of the customer is an answer: it ends a hold that waited for them', () =>
    ticket.given(opened, awaitingCustomer).when(add, bySalma).thenHappened(added, resumed));

  it('of staff may be for staff only', () =>
    ticket
      .given(opened)
      .when(addForStaff)
      .thenHappened({ type: 'AttachmentAdded', data: addForStaff.data }));

  it('of a customer cannot be for staff only', () =>
    ticket.given(opened).when(addForStaff, bySalma).thenRefused('ticket.staff-only'));

  it('of a customer is refused when the ticket is closed', () =>
    ticket.given(opened, closed('confirmed')).when(add, bySalma).thenRefused('ticket.closed'));
});

describe('a watcher', () => {
  const watch = { type: 'AddWatcher', data: { watcher: 'yusuf' } } as const;

  it('is added by the requester', () =>
    ticket.given(opened).when(watch, bySalma).thenHappened(watched));

  it('is added once', () => ticket.given(opened, watched).when(watch, bySalma).thenNothing());

  it('is not added when it is the requester', () =>
    ticket
      .given(opened)
      .when({ type: 'AddWatcher', data: { watcher: 'salma' } })
      .thenNothing());

  it('is refused when there are too many', () => {
    const crowd = Array.from({ length: 100 }, (_, index): TicketEvent => ({
      type: 'WatcherAdded',
      data: { watcher: `w${index}` },
    }));
    ticket
      .given(opened, ...crowd)
      .when(watch)
      .thenRefused('ticket.too-many-watchers');
  });
});
