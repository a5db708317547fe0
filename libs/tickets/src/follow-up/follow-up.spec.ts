import {
  derivedCommandId,
  keyOf,
  project,
  type RecordedEvent,
  type ScheduledCommand,
} from '#eventing';
import { recordedAs } from '#eventing/testing';

import { describe, expect, it } from '@jest/globals';
import type { TicketCommand } from '../ticket/ticket.commands.js';
import type { TicketEvent } from '../ticket/ticket.events.js';
import { closed, context, monday, opened, thirdTicket } from '../ticket/ticket.fixture.js';
import { followUpPolicy } from './follow-up.policy.js';

const after = (task: ScheduledCommand<TicketCommand> | undefined, event: RecordedEvent) =>
  project<TicketEvent, ScheduledCommand<TicketCommand>>(followUpPolicy, task, event);

const { kind, subject, requester } = opened.data;
const follow = { kind, subject, requester, queue: 'network' };
const late: TicketEvent = {
  type: 'CustomerReplied',
  data: { text: 'It is back.', channel: 'mail', late: true, follow },
};
const stream = `ticket-acme-${thirdTicket}`;
const [, , reply] = recordedAs<TicketEvent>(stream, context, [opened, closed('confirmed'), late]);
const next = derivedCommandId(reply!, 1);

describe('a late reply', () => {
  it('asks for a new ticket, whose id follows from the reply', () => {
    expect(keyOf(followUpPolicy, reply!)).toBe(next);
    expect(after(undefined, reply!)).toEqual({
      due: monday,
      tenant: 'acme',
      id: next,
      commandId: derivedCommandId(reply!),
      command: {
        type: 'OpenFollowUp',
        data: { follows: thirdTicket, from: follow, words: 'It is back.', channel: 'mail' },
      },
      causation: reply!.id,
      correlation: 'story',
    });
  });

  it('asks for nothing any more once the new ticket is there', () => {
    const [, link] = recordedAs<TicketEvent>(`ticket-acme-${next}`, context, [
      opened,
      { type: 'TicketsLinked', data: { ticket: thirdTicket, relation: 'follows' } },
    ]);
    const task = after(undefined, reply!)!;
    expect(keyOf(followUpPolicy, link!)).toBe(next);
    expect(after(task, link!)).toBeNull();
  });

  it('asks for nothing when it came in time', () => {
    const inTime: TicketEvent = {
      type: 'CustomerReplied',
      data: { text: 'Thank you.', channel: 'mail' },
    };
    const [, event] = recordedAs(stream, context, [opened, inTime]);
    expect(after(undefined, event!)).toBeUndefined();
  });
});

describe('saying long after the closing that it is not solved', () => {
  it('asks for a new ticket too', () => {
    const said: TicketEvent = {
      type: 'FactCorrected',
      data: { fact: 'solved', was: true, is: false, follow },
    };
    const [, event] = recordedAs(stream, context, [opened, said]);
    expect(after(undefined, event!)).toMatchObject({
      id: derivedCommandId(event!, 1),
      command: { type: 'OpenFollowUp', data: { follows: thirdTicket, from: follow } },
    });
  });
});
