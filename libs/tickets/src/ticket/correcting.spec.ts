import { describe, it } from '@jest/globals';
import type { Actor } from '#eventing';

import type { Fact } from './ticket.events.js';
import {
  afterWindow,
  ana,
  at,
  ben,
  classified,
  clock,
  closed,
  confirmed,
  corrected,
  derived,
  merged,
  monday,
  opened,
  otherTicket,
  proposed,
  salma,
  ticket,
  tuesday,
  watched,
  yusuf,
} from './ticket.fixture.js';

const correct = (fact: Fact, is: string | boolean) =>
  ({ type: 'CorrectFact', data: { fact, is, words: 'That is not so.' } }) as const;
const was = (value: string | boolean | null, fact: Fact, is: string | boolean) =>
  ({
    type: 'FactCorrected',
    data: { fact, is, words: 'That is not so.', was: value },
  }) as const;
const bySalma = { by: salma, at: tuesday };
const confirmedOnTuesday = {
  type: 'TicketClosed',
  data: { as: 'confirmed', reopenUntil: '2026-02-05T09:00:00.000Z' },
} as const;

describe('correcting what staff wrote', () => {
  it('keeps what it said before', () =>
    ticket
      .given(opened, classified, derived)
      .when(correct('category', 'telephony'), bySalma)
      .thenHappened(was('network', 'category', 'telephony')));

  it('works for a subject', () =>
    ticket
      .given(opened)
      .when(correct('subject', 'The VPN and the phone'), bySalma)
      .thenHappened(was('VPN drops every hour', 'subject', 'The VPN and the phone')));

  it('works for what happened, as told before', () =>
    ticket
      .given(opened, { type: 'PainPointTold', data: { hurts: 'Slow mail' } })
      .when(correct('what-happened', 'No mail at all'), bySalma)
      .thenHappened(was('Slow mail', 'what-happened', 'No mail at all')));

  it('of the impact derives the priority anew', () =>
    ticket
      .given(opened, classified, derived)
      .when(correct('impact', 'very-high'), bySalma)
      .thenHappened(was('medium', 'impact', 'very-high'), {
        type: 'PriorityDerived',
        data: { priority: 'high', impact: 'very-high', urgency: 'high', matrix: 'itil-5x5-1' },
      }));

  it('of an impact that nobody assessed takes a medium urgency', () =>
    ticket
      .given(opened)
      .when(correct('impact', 'very-high'), bySalma)
      .thenHappened(was(null, 'impact', 'very-high'), {
        type: 'PriorityDerived',
        data: { priority: 'high', impact: 'very-high', urgency: 'medium', matrix: 'itil-5x5-1' },
      }));

  it('supersedes an earlier correction', () =>
    ticket
      .given(opened, corrected('category', 'telephony'))
      .when(correct('category', 'mail'), bySalma)
      .thenHappened(was('telephony', 'category', 'mail')));

  it('says nothing when it says nothing new', () =>
    ticket
      .given(opened, corrected('category', 'mail'))
      .when(correct('category', 'mail'), bySalma)
      .thenNothing());

  it('is possible on a closed ticket', () =>
    ticket
      .given(opened, closed('confirmed'))
      .when(correct('category', 'mail'), bySalma)
      .thenHappened(was(null, 'category', 'mail')));

  it('is refused when the value does not fit the fact', () => {
    ticket
      .given(opened)
      .when(correct('impact', 'enormous'), bySalma)
      .thenRefused('ticket.not-a-value');
    ticket.given(opened).when(correct('solved', 'yes'), bySalma).thenRefused('ticket.not-a-value');
    ticket.given(opened).when(correct('subject', true), bySalma).thenRefused('ticket.not-a-value');
  });

  it('is for the requester alone', () => {
    const given = ticket.given(opened, watched);
    given.when(correct('category', 'mail'), { by: yusuf }).thenRefused('ticket.requester-only');
    given.when(correct('category', 'mail'), { by: ana }).thenRefused('ticket.requester-only');
  });
});

describe('whose correction stands', () => {
  const said = (actor: Actor, onBehalfOf?: string) => ({
    ...corrected('category', 'wifi'),
    meta: {
      ...at(monday).meta,
      actor,
      ...(onBehalfOf !== undefined && { onBehalfOf }),
    },
  });
  const inHerName = { by: ana, onBehalfOf: 'salma' };

  it('is the customer’s own over what staff record in their name', () =>
    ticket
      .given(opened, classified, said(salma))
      .when(correct('category', 'mail'), inHerName)
      .thenRefused('ticket.customer-said-so', { fact: 'category', version: 3 }));

  it('is the later one of two that staff recorded in the customer’s name', () =>
    ticket
      .given(opened, classified, said(ana, 'salma'))
      .when(correct('category', 'mail'), inHerName)
      .thenHappened(was('wifi', 'category', 'mail')));

  it('is the customer’s own again, whenever they speak', () =>
    ticket
      .given(opened, classified, said(ana, 'salma'))
      .when(correct('category', 'mail'), bySalma)
      .thenHappened(was('wifi', 'category', 'mail')));

  it('gives way to nothing that staff classify by themselves', () =>
    ticket
      .given(opened, classified, said(ana, 'salma'))
      .when({ type: 'ClassifyTicket', data: { ...classified.data, category: 'mail' } }, { by: ana })
      .thenRefused('ticket.customer-said-so', { fact: 'category', version: 3 }));
});

describe('correcting whether it is solved', () => {
  const takenBack = { was: 'resolution-proposed', because: 'asked' } as const;

  it('is heard on the telephone too, after a word in person', () =>
    ticket
      .given(
        opened,
        proposed,
        { ...corrected('solved', true), ...at(monday) },
        confirmed,
        closed('confirmed'),
      )
      .when(correct('solved', false), { by: ana, onBehalfOf: 'salma' })
      .thenHappened(was(true, 'solved', false), {
        type: 'TicketReopened',
        data: { was: 'confirmed', because: 'correction' },
      }));

  it('rejects a proposal', () =>
    ticket
      .given(opened, proposed)
      .when(correct('solved', false), bySalma)
      .thenHappened(was(null, 'solved', false), { type: 'ResolutionRejected', data: {} }));

  it('confirms a proposal', () =>
    ticket
      .given(opened, proposed)
      .when(correct('solved', true), bySalma)
      .thenHappened(was(null, 'solved', true), confirmed, confirmedOnTuesday));

  it('closes a ticket on which nobody proposed anything', () =>
    ticket
      .given(opened)
      .when(correct('solved', true), bySalma)
      .thenHappened(was(false, 'solved', true), confirmedOnTuesday));

  it.each([
    ['not answered yet', [proposed]],
    ['taken back', [proposed, { type: 'TicketReopened', data: takenBack }]],
  ] as const)('is no way to confirm a proposal of your own that is %s', (_, happened) =>
    ticket
      .given(opened, ...happened)
      .when(correct('solved', true), { by: ana, onBehalfOf: 'salma' })
      .thenRefused('ticket.own-proposal'),
  );

  it('may be recorded by somebody else of the staff', () =>
    ticket
      .given(opened, proposed)
      .when(correct('solved', true), { by: ben, onBehalfOf: 'salma', at: tuesday })
      .thenHappened(was(null, 'solved', true), confirmed, confirmedOnTuesday));

  it('overturns a closing by silence, either way', () => {
    const silent = ticket.given(opened, proposed, closed('not-answered'));
    silent.when(correct('solved', false), bySalma).thenHappened(was(null, 'solved', false), {
      type: 'TicketReopened',
      data: { was: 'not-answered', because: 'correction' },
    });
    silent
      .when(correct('solved', true), bySalma)
      .thenHappened(was(null, 'solved', true), confirmed, confirmedOnTuesday);
  });

  it('overturns what the customer themselves confirmed', () =>
    ticket
      .given(opened, proposed, confirmed, closed('confirmed'))
      .when(correct('solved', false), bySalma)
      .thenHappened(was(true, 'solved', false), {
        type: 'TicketReopened',
        data: { was: 'confirmed', because: 'correction' },
      }));

  it('goes on in a new ticket after the window', () =>
    ticket
      .given(opened, closed('confirmed'))
      .when(correct('solved', false), { by: salma, at: afterWindow })
      .thenHappened({
        type: 'FactCorrected',
        data: {
          ...was(true, 'solved', false).data,
          follow: {
            kind: 'incident',
            subject: 'VPN drops every hour',
            requester: { id: 'salma', name: 'سلمى' },
            queue: 'intake',
          },
        },
      }));

  it('is sent on when the ticket was merged', () =>
    ticket
      .given(opened, merged, closed('duplicate'))
      .when(correct('solved', false), bySalma)
      .thenRefused('ticket.merged', { ticket: otherTicket }));

  it('is only kept on a ticket that was withdrawn', () =>
    ticket
      .given(opened, closed('withdrawn'))
      .when(correct('solved', true), bySalma)
      .thenHappened(was(null, 'solved', true)));

  it('says nothing new on an open ticket', () =>
    ticket.given(opened).when(correct('solved', false), bySalma).thenNothing());
});

describe('disputing a correction', () => {
  const dispute = {
    type: 'DisputeFact',
    data: { fact: 'impact', reason: 'Only one desk is affected.' },
  } as const;

  it('is all that staff can do', () =>
    ticket
      .given(opened, corrected('impact', 'high'))
      .when(dispute)
      .thenHappened({ type: 'FactDisputed', data: dispute.data }));

  it('leaves the word of the customer in force', () =>
    ticket
      .given(opened, corrected('impact', 'high'), { type: 'FactDisputed', data: dispute.data })
      .when({ type: 'ClassifyTicket', data: { impact: 'low', urgency: 'low' } })
      .thenRefused('ticket.customer-said-so'));

  it('is refused where the customer corrected nothing', () =>
    ticket.given(opened).when(dispute).thenRefused('ticket.nothing-to-dispute'));

  it('is not for customers, and not for the clock', () => {
    const given = ticket.given(opened, corrected('impact', 'high'));
    given.when(dispute, bySalma).thenRefused('ticket.staff-only');
    given.when(dispute, { by: clock }).thenRefused('ticket.staff-only');
  });
});
