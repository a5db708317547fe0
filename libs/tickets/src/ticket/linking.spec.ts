import { describe, it } from '@jest/globals';
import type { Relation } from './ticket.events.js';
import {
  clock,
  closed,
  corrected,
  merged,
  opened,
  otherTicket,
  salma,
  thirdTicket,
  ticket,
  watched,
} from './ticket.fixture.js';

const link = (relation: Exclude<Relation, 'follows' | 'followed-by'>, other = otherTicket) =>
  ({ type: 'LinkTickets', data: { ticket: other, relation } }) as const;
const linked = (relation: Relation, other = otherTicket) =>
  ({ type: 'TicketsLinked', data: { ticket: other, relation } }) as const;

describe('linking tickets', () => {
  it('says how this one stands to the other', () =>
    ticket.given(opened).when(link('caused-by')).thenHappened(linked('caused-by')));

  it('is possible on a closed ticket', () =>
    ticket
      .given(opened, closed('confirmed'))
      .when(link('related-to'))
      .thenHappened(linked('related-to')));

  it('says nothing twice', () =>
    ticket.given(opened, linked('related-to')).when(link('related-to')).thenNothing());

  it('is refused the other way round', () =>
    ticket
      .given(opened, linked('parent-of'))
      .when(link('child-of'))
      .thenRefused('ticket.link-cycle'));

  it('is refused under a second parent', () =>
    ticket
      .given(opened, linked('child-of'))
      .when(link('child-of', thirdTicket))
      .thenRefused('ticket.has-parent', { ticket: otherTicket }));

  it('allows many children', () =>
    ticket
      .given(opened, linked('parent-of'))
      .when(link('parent-of', thirdTicket))
      .thenHappened(linked('parent-of', thirdTicket)));
});

describe('removing a link', () => {
  const unlink = {
    type: 'UnlinkTickets',
    data: { ticket: otherTicket, relation: 'caused-by' },
  } as const;

  it('takes it away, so that it can be made again', () => {
    const unlinked = { type: 'TicketsUnlinked', data: unlink.data } as const;
    ticket.given(opened, linked('caused-by')).when(unlink).thenHappened(unlinked);
    ticket
      .given(opened, linked('caused-by'), unlinked)
      .when(link('caused-by'))
      .thenHappened(linked('caused-by'));
  });

  it('does nothing where there is none', () => ticket.given(opened).when(unlink).thenNothing());

  it('leaves other links', () =>
    ticket
      .given(opened, linked('child-of'), linked('caused-by'), {
        type: 'TicketsUnlinked',
        data: unlink.data,
      })
      .when(link('child-of', thirdTicket))
      .thenRefused('ticket.has-parent'));

  it('is no way to undo a merge, at either end', () => {
    ticket
      .given(opened, merged, closed('duplicate'), linked('duplicate-of'))
      .when({ type: 'UnlinkTickets', data: { ticket: otherTicket, relation: 'duplicate-of' } })
      .thenRefused('ticket.merged');
    ticket
      .given(opened, {
        type: 'TicketsLinked',
        data: {
          ticket: otherTicket,
          relation: 'duplicated-by',
          answers: true,
          people: ['salma'],
        },
      })
      .when({ type: 'UnlinkTickets', data: { ticket: otherTicket, relation: 'duplicated-by' } })
      .thenRefused('ticket.merged-into-this', { ticket: otherTicket });
  });
});

describe('the other end of a link', () => {
  const answer = {
    type: 'AnswerLink',
    data: { ticket: otherTicket, relation: 'cause-of' },
  } as const;
  const answered = {
    type: 'TicketsLinked',
    data: { ticket: otherTicket, relation: 'cause-of', answers: true },
  } as const;
  const byClock = { by: clock };

  it('follows by itself', () => ticket.given(opened).when(answer, byClock).thenHappened(answered));

  it('follows once', () => ticket.given(opened, answered).when(answer, byClock).thenNothing());

  it('follows even when both were linked at the same moment', () =>
    ticket.given(opened, linked('cause-of')).when(answer, byClock).thenHappened(answered));

  it('brings along who followed a ticket that was merged into this one', () =>
    ticket
      .given(opened)
      .when(
        {
          type: 'AnswerLink',
          data: { ticket: otherTicket, relation: 'duplicated-by', people: ['salma', 'yusuf'] },
        },
        byClock,
      )
      .thenHappened(
        {
          type: 'TicketsLinked',
          data: {
            ticket: otherTicket,
            relation: 'duplicated-by',
            answers: true,
            people: ['salma', 'yusuf'],
          },
        },
        watched,
      ));

  it('cannot be asked for by people', () =>
    ticket.given(opened).when(answer).thenRefused('ticket.system-only'));
});

describe('merging a ticket into another', () => {
  const merge = {
    type: 'MergeTicket',
    data: { ...merged.data, requester: 'salma', closed: false },
  } as const;

  it('closes it as a duplicate, and takes its people along', () =>
    ticket
      .given(opened, watched)
      .when(merge)
      .thenHappened(
        merged,
        {
          type: 'TicketsLinked',
          data: { ticket: otherTicket, relation: 'duplicate-of', people: ['salma', 'yusuf'] },
        },
        closed('duplicate'),
      ));

  it('says nothing twice', () =>
    ticket.given(opened, merged, closed('duplicate')).when(merge).thenNothing());

  it('is refused when it is closed', () =>
    ticket.given(opened, closed('confirmed')).when(merge).thenRefused('ticket.closed'));

  it('is refused into a closed one', () =>
    ticket
      .given(opened)
      .when({ ...merge, data: { ...merge.data, closed: true } })
      .thenRefused('ticket.other-ticket-closed'));

  it('is refused into one that was merged itself, which names where it goes on', () =>
    ticket
      .given(opened)
      .when({ ...merge, data: { ...merge.data, closed: true, mergedInto: thirdTicket } })
      .thenRefused('ticket.other-ticket-closed', { ticket: thirdTicket }));

  it('is undone by reopening it, which takes the link away', () =>
    ticket
      .given(opened, merged, closed('duplicate'))
      .when({ type: 'ReopenTicket', data: { reason: 'Two outages.' } })
      .thenHappened(
        {
          type: 'TicketReopened',
          data: { was: 'duplicate', because: 'asked', reason: 'Two outages.' },
        },
        {
          type: 'TicketsUnlinked',
          data: { ticket: otherTicket, relation: 'duplicate-of', merge: true },
        },
      ));

  it('is refused into the ticket of somebody else', () =>
    ticket
      .given(opened)
      .when({ ...merge, data: { ...merge.data, requester: 'omar' } })
      .thenRefused('ticket.other-customer'));

  it('does not take back what the customer corrected', () =>
    ticket
      .given(opened, corrected('impact', 'high'), merged, closed('duplicate'), {
        type: 'TicketReopened',
        data: { was: 'duplicate', because: 'asked' },
      })
      .when({ type: 'ClassifyTicket', data: { impact: 'low', urgency: 'low' } })
      .thenRefused('ticket.customer-said-so'));

  it('can be undone: a reopened ticket takes replies again', () =>
    ticket
      .given(opened, merged, closed('duplicate'), {
        type: 'TicketReopened',
        data: { was: 'duplicate', because: 'asked' },
      })
      .when({ type: 'ReplyToTicket', data: { text: 'Thank you.' } }, { by: salma })
      .thenHappened({
        type: 'CustomerReplied',
        data: { text: 'Thank you.', channel: 'portal' },
      }));
});
