import type { ScheduledCommand } from '#eventing';
import { rowsOf } from '#eventing/testing';

import { describe, it } from '@jest/globals';
import type { TicketCommand } from '../ticket/ticket.commands.js';
import type { TicketEvent } from '../ticket/ticket.events.js';
import {
  closed,
  confirmed,
  context,
  opened,
  proposed,
  saturday,
  thirdTicket,
} from '../ticket/ticket.fixture.js';
import { autoClosePolicy } from './auto-close.policy.js';

const tasks = rowsOf<TicketEvent, ScheduledCommand<TicketCommand>>(
  autoClosePolicy,
  context,
  `ticket-acme-${thirdTicket}`,
);

describe('a proposal that waits for an answer', () => {
  it('asks for the ticket to be closed when the time to answer is over', () =>
    tasks.given(opened, proposed).showsMatching({
      due: saturday,
      tenant: 'acme',
      id: thirdTicket,
      command: { type: 'CloseUnanswered', data: { answerBy: saturday } },
    }));

  it('asks for nothing any more when there was an answer', () => {
    tasks.given(opened, proposed, confirmed, closed('confirmed')).shows();
    tasks
      .given(opened, proposed, {
        type: 'TicketReopened',
        data: { was: 'resolution-proposed', because: 'asked' },
      })
      .shows();
    tasks.given(opened, proposed, { type: 'ResolutionRejected', data: { reason: 'No.' } }).shows();
    tasks.given(opened, proposed, { type: 'TicketResumed', data: { because: 'reply' } }).shows();
  });

  it('asks for nothing when its time was over before it was recorded', () =>
    tasks.given(opened, { ...proposed, meta: { at: '2027-01-01T00:00:00.000Z' } }).shows());
});
