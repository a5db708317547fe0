import { describe, it } from '@jest/globals';
import {
  afterWindow,
  ana,
  awaitingVendor,
  ben,
  clock,
  closed,
  confirmed,
  corrected,
  importer,
  monday,
  opened,
  proposed,
  salma,
  saturday,
  ticket,
  tuesday,
  windowEnds,
} from './ticket.fixture.js';

const bySalma = { by: salma };
const rejected = { type: 'ResolutionRejected', data: {} } as const;
const proposedByBen = { ...proposed, data: { ...proposed.data, by: ben.id } };

describe('proposing a resolution', () => {
  const { text } = proposed.data;
  const propose = { type: 'ProposeResolution', data: { text } } as const;

  it('asks the customer, who has five days to answer', () =>
    ticket.given(opened).when(propose).thenHappened(proposed));

  it('ends a hold', () =>
    ticket.given(opened, awaitingVendor).when(propose).thenHappened(proposed));

  it('may give the customer longer', () =>
    ticket
      .given(opened)
      .when({ type: 'ProposeResolution', data: { text, answerBy: windowEnds } })
      .thenHappened({
        type: 'ResolutionProposed',
        data: { text, answerBy: windowEnds, by: 'ana' },
      }));

  it('may not hurry the customer', () =>
    ticket
      .given(opened)
      .when({ type: 'ProposeResolution', data: { text, answerBy: tuesday } })
      .thenRefused('ticket.answer-too-soon', { earliest: saturday }));

  it('is refused while another one is not answered', () =>
    ticket.given(opened, proposed).when(propose).thenRefused('ticket.not-open'));

  it('is refused when the ticket is closed', () =>
    ticket.given(opened, closed('confirmed')).when(propose).thenRefused('ticket.closed'));
});

describe('confirming a resolution', () => {
  const confirm = { type: 'ConfirmResolution', data: {} } as const;

  it('closes the ticket, by the word of the customer', () =>
    ticket
      .given(opened, proposed)
      .when(confirm, bySalma)
      .thenHappened(confirmed, closed('confirmed')));

  it('may be recorded by staff for the customer who said so', () =>
    ticket
      .given(opened, proposed)
      .when(confirm, { by: ben, onBehalfOf: 'salma' })
      .thenHappened(confirmed, closed('confirmed')));

  it('may not be recorded by the one who proposed it', () =>
    ticket
      .given(opened, proposed)
      .when(confirm, { by: ana, onBehalfOf: 'salma' })
      .thenRefused('ticket.own-proposal'));

  it('may not be recorded by them after silence has closed it, either', () =>
    ticket
      .given(opened, proposed, closed('not-answered'))
      .when(confirm, { by: ana, onBehalfOf: 'salma' })
      .thenRefused('ticket.own-proposal'));

  it('may be recorded by the one who made an earlier proposal', () =>
    ticket
      .given(opened, proposed, rejected, proposedByBen)
      .when(confirm, { by: ana, onBehalfOf: 'salma' })
      .thenHappened(confirmed, closed('confirmed')));

  it('of an imported history was recorded where it comes from', () =>
    ticket
      .given(opened, { ...proposed, data: { ...proposed.data, by: importer.id } })
      .when(confirm, { by: importer, onBehalfOf: 'salma', occurredAt: monday })
      .thenHappened(confirmed, closed('confirmed')));

  it('may come after silence has closed it', () =>
    ticket
      .given(opened, proposed, closed('not-answered'))
      .when(confirm, bySalma)
      .thenHappened(confirmed, closed('confirmed')));

  it('says nothing twice', () =>
    ticket
      .given(opened, proposed, confirmed, closed('confirmed'))
      .when(confirm, bySalma)
      .thenNothing());

  it('is refused where nothing was proposed', () =>
    ticket.given(opened).when(confirm, bySalma).thenRefused('ticket.no-proposal'));
});

describe('rejecting a resolution', () => {
  const reject = { type: 'RejectResolution', data: { reason: 'Still drops.' } } as const;

  it('takes the work up again', () =>
    ticket
      .given(opened, proposed)
      .when(reject, bySalma)
      .thenHappened({ type: 'ResolutionRejected', data: reject.data }));

  it('is refused where nothing was proposed', () =>
    ticket.given(opened).when(reject, bySalma).thenRefused('ticket.no-proposal'));
});

describe('silence', () => {
  const silence = { type: 'CloseUnanswered', data: { answerBy: saturday } } as const;
  const onSaturday = { by: clock, at: saturday };
  const unanswered = {
    type: 'TicketClosed',
    data: { as: 'not-answered', reopenUntil: '2026-02-09T09:00:00.000Z' },
  } as const;

  it('closes as not answered, never as confirmed', () =>
    ticket.given(opened, proposed).when(silence, onSaturday).thenHappened(unanswered));

  it('does not close before its time, whatever the clock says', () =>
    ticket
      .given(opened, proposed)
      .when(silence, { by: clock, at: tuesday })
      .thenRefused('ticket.too-early'));

  it('does not close when the customer has said anything', () =>
    ticket
      .given(opened, proposed, { type: 'TicketResumed', data: { because: 'reply' } })
      .when(silence, onSaturday)
      .thenNothing());

  it('does not close on an earlier proposal', () =>
    ticket
      .given(opened, {
        type: 'ResolutionProposed',
        data: { text: 'Again.', answerBy: windowEnds },
      })
      .when(silence, onSaturday)
      .thenNothing());

  it('of an imported history ended when that history says', () =>
    ticket
      .given(opened, proposed)
      .when(
        { type: 'CloseUnanswered', data: {} },
        { by: importer, at: afterWindow, occurredAt: tuesday },
      )
      .thenHappened({
        type: 'TicketClosed',
        data: { as: 'not-answered', reopenUntil: '2026-02-05T09:00:00.000Z' },
      }));

  it('of an imported history needs a proposal too', () =>
    ticket
      .given(opened)
      .when(
        { type: 'CloseUnanswered', data: {} },
        { by: importer, at: afterWindow, occurredAt: tuesday },
      )
      .thenRefused('ticket.no-proposal'));
});

describe('withdrawing a ticket', () => {
  const withdraw = { type: 'WithdrawTicket', data: { reason: 'Found the cable.' } } as const;

  it('closes it', () =>
    ticket
      .given(opened)
      .when(withdraw, bySalma)
      .thenHappened({ type: 'TicketWithdrawn', data: withdraw.data }, closed('withdrawn')));

  it('is refused when it is closed already', () =>
    ticket.given(opened, closed('confirmed')).when(withdraw, bySalma).thenRefused('ticket.closed'));
});

describe('reopening a ticket', () => {
  const reopen = { type: 'ReopenTicket', data: { reason: 'It is back.' } } as const;
  const reopened = {
    type: 'TicketReopened',
    data: { was: 'not-answered', because: 'asked', reason: 'It is back.' },
  } as const;
  const unanswered = ticket.given(opened, proposed, closed('not-answered'));

  it('overturns a closing by silence', () =>
    unanswered.when(reopen, { by: salma, at: tuesday }).thenHappened(reopened));

  it('is possible to the last moment of the window', () =>
    unanswered.when(reopen, { by: salma, at: windowEnds }).thenHappened(reopened));

  it('is refused after the window', () =>
    unanswered
      .when(reopen, { by: salma, at: afterWindow })
      .thenRefused('ticket.window-over', { reopenUntil: windowEnds }));

  it('takes back a proposal that is not answered yet', () =>
    ticket
      .given(opened, proposed)
      .when(reopen)
      .thenHappened({
        type: 'TicketReopened',
        data: { was: 'resolution-proposed', because: 'asked', reason: 'It is back.' },
      }));

  it('is refused when it is not closed', () =>
    ticket.given(opened).when(reopen, bySalma).thenRefused('ticket.not-closed'));

  it('does not take back what the customer corrected', () =>
    ticket
      .given(opened, corrected('impact', 'high'), closed('confirmed'), reopened)
      .when({ type: 'ClassifyTicket', data: { impact: 'low', urgency: 'low' } })
      .thenRefused('ticket.customer-said-so'));
});
