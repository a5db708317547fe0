import { rowsOf } from '#eventing/testing';

import { describe, it } from '@jest/globals';
import {
  ana,
  assigned,
  at,
  awaitingCustomer,
  awaitingVendor,
  classified,
  closed,
  corrected,
  derived,
  context,
  merged,
  monday,
  opened,
  otherTicket,
  proposed,
  queued,
  salma,
  saturday,
  thirdTicket,
  tuesday,
  watched,
  windowEnds,
} from '../ticket/ticket.fixture.js';
import { worklistView } from './worklist.view.js';

const rows = rowsOf(worklistView, { ...context, by: salma }, `ticket-acme-${thirdTicket}`);
const replied = {
  type: 'CustomerReplied',
  data: { text: 'Wi-Fi, at home.', channel: 'mail' },
} as const;
const answered = {
  type: 'AgentReplied',
  data: { text: 'Thank you.', channel: 'mail' },
} as const;
const resumed = { type: 'TicketResumed', data: { because: 'reply' } } as const;

describe('the worklist', () => {
  it('shows a ticket as soon as it is opened: medium, in the intake, waiting for an agent', () =>
    rows.given(opened).shows({
      id: thirdTicket,
      kind: 'incident',
      subject: 'VPN drops every hour',
      requester: { id: 'salma', name: 'سلمى' },
      watchers: [],
      channel: 'portal',
      status: 'open',
      closedAs: null,
      priority: 'medium',
      impact: null,
      urgency: null,
      category: null,
      service: null,
      queue: 'intake',
      assignee: null,
      waitingFor: 'agent',
      openedAt: monday,
      changedAt: monday,
      changed: 1,
      shown: { version: 1, changedAt: monday },
      reassignments: 0,
      reopenings: 0,
      version: 1,
      origin: undefined,
    }));

  it('keeps when it happened, where that was stated', () =>
    rows
      .given({ ...opened, meta: { occurredAt: '2016-02-29T01:16:00.000Z' } })
      .showsMatching({ openedAt: '2016-02-29T01:16:00.000Z' }));

  it('shows what was classified, and the priority that follows', () =>
    rows.given(opened, classified, derived).showsMatching({
      category: 'network',
      service: 'vpn',
      impact: 'medium',
      urgency: 'high',
      priority: 'medium',
      version: 3,
    }));

  it('shows who has it, and who follows it', () =>
    rows
      .given(opened, queued, assigned, watched)
      .showsMatching({ queue: 'network', assignee: 'ana', watchers: ['yusuf'], reassignments: 0 }));

  it('counts how often it went from one queue to another', () =>
    rows
      .given(
        opened,
        queued,
        { type: 'TicketQueued', data: { queue: 'telephony', from: 'network' } },
        { type: 'TicketReleased', data: { assignee: 'ana' } },
      )
      .showsMatching({ queue: 'telephony', assignee: null, reassignments: 1 }));

  it('says for whom it waits', () => {
    rows.given(opened, answered).showsMatching({ waitingFor: 'customer' });
    rows.given(opened, answered, replied).showsMatching({ waitingFor: 'agent' });
    rows.given(opened, awaitingVendor, replied).showsMatching({ waitingFor: 'vendor' });
    rows.given(opened, awaitingCustomer, replied, resumed).showsMatching({ waitingFor: 'agent' });
    rows.given(opened, proposed).showsMatching({ waitingFor: 'customer' });
    rows.given(opened, closed('confirmed')).showsMatching({ waitingFor: null });
  });

  it('shows what a hold is for, as long as it lasts', () => {
    rows
      .given(opened, awaitingCustomer)
      .showsMatching({ status: 'on-hold', hold: awaitingCustomer.data });
    rows
      .given(opened, awaitingCustomer, resumed)
      .showsMatching({ status: 'open', hold: undefined });
  });

  it('shows what was proposed, until it is answered', () => {
    rows
      .given(opened, proposed)
      .showsMatching({ status: 'resolution-proposed', proposal: proposed.data });
    rows
      .given(opened, proposed, { type: 'ResolutionRejected', data: { reason: 'No.' } })
      .showsMatching({ status: 'open', proposal: undefined });
  });

  it('shows how it was closed, and until when it can be reopened', () =>
    rows.given(opened, { ...closed('not-answered'), ...at(tuesday) }).showsMatching({
      status: 'closed',
      closedAs: 'not-answered',
      closedAt: tuesday,
      reopenUntil: windowEnds,
    }));

  it('counts reopenings', () =>
    rows
      .given(opened, closed('confirmed'), {
        type: 'TicketReopened',
        data: { was: 'confirmed', because: 'reply' },
      })
      .showsMatching({ status: 'open', closedAs: null, closedAt: undefined, reopenings: 1 }));

  it('shows each link once, from whichever end it was made', () =>
    rows
      .given(
        opened,
        { type: 'TicketsLinked', data: { ticket: otherTicket, relation: 'related-to' } },
        {
          type: 'TicketsLinked',
          data: { ticket: otherTicket, relation: 'related-to', answers: true },
        },
      )
      .showsMatching({ links: [{ ticket: otherTicket, relation: 'related-to' }] }));

  it('shows the pain point, and who said what last', () =>
    rows
      .given(opened, { type: 'PainPointTold', data: { hurts: 'It drops.' } }, replied, {
        type: 'NoteAdded',
        data: { text: 'secret' },
      })
      .showsMatching({
        painPoint: { hurts: 'It drops.' },
        lastWord: { type: 'CustomerReplied', by: salma, at: monday, text: 'Wi-Fi, at home.' },
      }));

  it('shows where a merged ticket went', () =>
    rows.given(opened, merged, closed('duplicate')).showsMatching({ mergedInto: otherTicket }));

  it('shows the word of the customer, what it stood against, and who disputes it', () =>
    rows
      .given(opened, corrected('category', 'telephony'), {
        type: 'FactDisputed',
        data: { fact: 'category', reason: 'It is the network.' },
        meta: { actor: ana, at: saturday },
      })
      .showsMatching({
        category: 'telephony',
        corrections: {
          category: {
            is: 'telephony',
            was: null,
            at: monday,
            version: 2,
            disputes: [{ reason: 'It is the network.', by: 'ana', at: saturday }],
          },
        },
      }));

  it('shows a corrected subject as the subject', () =>
    rows
      .given(opened, corrected('subject', 'Two things'))
      .showsMatching({ subject: 'Two things' }));
});
