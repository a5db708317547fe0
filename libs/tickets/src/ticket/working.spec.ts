import { describe, it } from '@jest/globals';
import {
  ana,
  assigned,
  at,
  awaitingCustomer,
  awaitingVendor,
  ben,
  classified,
  clock,
  closed,
  corrected,
  derived,
  importer,
  monday,
  opened,
  proposed,
  queued,
  saturday,
  ticket,
  tuesday,
} from './ticket.fixture.js';

const classify = (impact: 'high' | 'medium', category?: string) =>
  ({
    type: 'ClassifyTicket',
    data: { impact, urgency: 'high', ...(category !== undefined && { category }) },
  }) as const;

describe('a hold with the same end', () => {
  const hold = (reason: string) => ({ awaiting: 'vendor', reason, until: saturday }) as const;

  it('is a change when the reason is another, and none when it is the same', () => {
    const onHold = { type: 'TicketPutOnHold', data: hold('The router is ordered.') } as const;
    const again = (reason: string) => ({ type: 'PutTicketOnHold', data: hold(reason) }) as const;
    ticket.given(opened, onHold).when(again('The router is ordered.')).thenNothing();
    ticket
      .given(opened, onHold)
      .when(again('The router is delayed.'))
      .thenHappened({ type: 'TicketPutOnHold', data: hold('The router is delayed.') });
  });
});

describe('classifying a ticket', () => {
  it('derives the priority anew, and keeps what was left out', () =>
    ticket
      .given(opened, classified, derived)
      .when(classify('high'))
      .thenHappened(
        {
          type: 'TicketClassified',
          data: { category: 'network', service: 'vpn', impact: 'high', urgency: 'high' },
        },
        {
          type: 'PriorityDerived',
          data: { priority: 'high', impact: 'high', urgency: 'high', matrix: 'itil-5x5-1' },
        },
      ));

  it('says nothing when it says nothing new', () =>
    ticket.given(opened, classified, derived).when(classify('medium', 'network')).thenNothing());

  it('is refused when the ticket is closed', () =>
    ticket.given(opened, closed('confirmed')).when(classify('high')).thenRefused('ticket.closed'));

  it('cannot overwrite the impact that the customer corrected', () =>
    ticket
      .given(opened, { ...corrected('impact', 'high'), ...at(tuesday) })
      .when(classify('medium'))
      .thenRefused('ticket.customer-said-so', { fact: 'impact', version: 2, at: tuesday }));

  it('cannot overwrite the category that the customer corrected', () =>
    ticket
      .given(opened, corrected('category', 'telephony'))
      .when(classify('high', 'network'))
      .thenRefused('ticket.customer-said-so', { fact: 'category' }));

  it('cannot overwrite it by an import either', () =>
    ticket
      .given(opened, corrected('impact', 'high'))
      .when(classify('medium'), { by: importer, occurredAt: monday })
      .thenRefused('ticket.customer-said-so'));

  it('may repeat what the customer said', () =>
    ticket
      .given(opened, corrected('impact', 'high'), corrected('category', 'telephony'))
      .when(classify('high', 'telephony'))
      .thenHappened(
        {
          type: 'TicketClassified',
          data: { category: 'telephony', impact: 'high', urgency: 'high' },
        },
        {
          type: 'PriorityDerived',
          data: { priority: 'high', impact: 'high', urgency: 'high', matrix: 'itil-5x5-1' },
        },
      ));
});

describe('queueing a ticket', () => {
  const queue = { type: 'QueueTicket', data: { queue: 'network' } } as const;

  it('says where it came from', () => ticket.given(opened).when(queue).thenHappened(queued));

  it('lets go of the one who had it, so that the other queue can take it', () =>
    ticket
      .given(opened, assigned)
      .when(queue)
      .thenHappened(queued, { type: 'TicketReleased', data: { assignee: 'ana' } }));

  it('says nothing when it is there already', () =>
    ticket.given(opened, queued).when(queue).thenNothing());

  it('is refused when the ticket is closed', () =>
    ticket.given(opened, closed('withdrawn')).when(queue).thenRefused('ticket.closed'));
});

describe('taking and giving a ticket', () => {
  const claim = { type: 'ClaimTicket', data: {} } as const;
  const release = { type: 'ReleaseTicket', data: { reason: 'On leave' } } as const;
  const assignBen = { type: 'AssignTicket', data: { assignee: 'ben' } } as const;

  it('gives it to the one who claims it first', () =>
    ticket.given(opened).when(claim, { by: ana }).thenHappened(assigned));

  it('is refused to the next one who claims it', () =>
    ticket.given(opened, assigned).when(claim, { by: ben }).thenRefused('ticket.taken'));

  it('says nothing when one claims what is theirs', () =>
    ticket.given(opened, assigned).when(claim, { by: ana }).thenNothing());

  it('tells from whom it went to whom', () =>
    ticket
      .given(opened, assigned)
      .when(assignBen)
      .thenHappened({ type: 'TicketAssigned', data: { assignee: 'ben', from: 'ana' } }));

  it('is released by name', () =>
    ticket
      .given(opened, assigned)
      .when(release)
      .thenHappened({ type: 'TicketReleased', data: { assignee: 'ana', reason: 'On leave' } }));

  it('releases nothing when nobody has it', () => ticket.given(opened).when(release).thenNothing());

  it('is refused when the ticket is closed', () => {
    const done = ticket.given(opened, assigned, closed('confirmed'));
    done.when(claim).thenRefused('ticket.closed');
    done.when(release).thenRefused('ticket.closed');
    done.when(assignBen).thenRefused('ticket.closed');
  });
});

describe('holding a ticket', () => {
  const hold = { type: 'PutTicketOnHold', data: awaitingCustomer.data } as const;

  it('says what it waits for, and until when', () =>
    ticket.given(opened).when(hold).thenHappened(awaitingCustomer));

  it('may come to wait for something else', () =>
    ticket.given(opened, awaitingVendor).when(hold).thenHappened(awaitingCustomer));

  it('says nothing when it is held like that already', () =>
    ticket.given(opened, awaitingCustomer).when(hold).thenNothing());

  it('is refused until a moment in the past', () =>
    ticket.given(opened).when(hold, { at: saturday }).thenRefused('ticket.hold-in-the-past'));

  it('is refused while the customer is asked whether it is solved', () =>
    ticket.given(opened, proposed).when(hold).thenRefused('ticket.not-open'));

  it('is refused when the ticket is closed', () =>
    ticket.given(opened, closed('confirmed')).when(hold).thenRefused('ticket.closed'));
});

describe('resuming a ticket', () => {
  const resume = { type: 'ResumeTicket', data: {} } as const;
  const onTime = { type: 'ResumeOnTime', data: { until: saturday } } as const;

  it('is for staff at any time', () =>
    ticket
      .given(opened, awaitingVendor)
      .when(resume)
      .thenHappened({ type: 'TicketResumed', data: { because: 'staff' } }));

  it('is refused when it is not on hold', () =>
    ticket.given(opened).when(resume).thenRefused('ticket.not-on-hold'));

  it('happens by itself when its time has come', () =>
    ticket
      .given(opened, awaitingCustomer)
      .when(onTime, { by: clock, at: saturday })
      .thenHappened({ type: 'TicketResumed', data: { because: 'time' } }));

  it('does not happen earlier, whatever the clock says', () =>
    ticket
      .given(opened, awaitingCustomer)
      .when(onTime, { by: clock, at: tuesday })
      .thenRefused('ticket.too-early'));

  it('does not end another hold than the one whose time has come', () =>
    ticket
      .given(opened, awaitingCustomer, awaitingVendor)
      .when(onTime, { by: clock, at: saturday })
      .thenNothing());
});
