import type { ScheduledCommand } from '#eventing';
import { rowsOf } from '#eventing/testing';

import { describe, it } from '@jest/globals';
import type { TicketCommand } from '../ticket/ticket.commands.js';
import type { TicketEvent } from '../ticket/ticket.events.js';
import {
  awaitingCustomer,
  awaitingVendor,
  closed,
  context,
  opened,
  proposed,
  saturday,
  thirdTicket,
} from '../ticket/ticket.fixture.js';
import { holdPolicy } from './hold.policy.js';

const tasks = rowsOf<TicketEvent, ScheduledCommand<TicketCommand>>(
  holdPolicy,
  context,
  `ticket-acme-${thirdTicket}`,
);
const resume = { type: 'ResumeOnTime', data: { until: saturday } };

describe('a hold until a moment', () => {
  it('asks for the ticket to be taken up again then', () =>
    tasks.given(opened, awaitingCustomer).showsMatching({
      due: saturday,
      tenant: 'acme',
      id: thirdTicket,
      command: resume,
      correlation: 'story',
    }));

  it('asks for nothing when no moment is named', () =>
    tasks.given(opened, awaitingCustomer, awaitingVendor).shows());

  it('asks for nothing any more when the hold is over', () => {
    tasks
      .given(opened, awaitingCustomer, { type: 'TicketResumed', data: { because: 'reply' } })
      .shows();
    tasks.given(opened, awaitingCustomer, proposed).shows();
    tasks.given(opened, awaitingCustomer, closed('withdrawn')).shows();
  });

  it('asks for nothing when it was over before it was recorded', () =>
    tasks.given(opened, { ...awaitingCustomer, meta: { at: '2027-01-01T00:00:00.000Z' } }).shows());
});
