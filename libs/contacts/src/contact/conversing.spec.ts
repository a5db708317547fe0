import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventing';

import { contactDecider } from './contact.decider.js';
import type { ContactEvent } from './contact.events.js';
import {
  at,
  ben,
  callbackAt,
  context,
  contactId,
  given,
  joinedBy,
  nine,
  started,
  system,
  taken,
  ticketId,
} from './contact.fixture.js';
import { defaultSettings } from './contact.settings.js';

const join = { type: 'JoinContact', data: { toldAs: 'Jana' } } as const;
const drop = { type: 'DropContact', data: {} } as const;
const end = { type: 'EndContact', data: { outcome: 'It is 30 again.' } } as const;
const hold = { type: 'StartWait', data: { wait: 'hold' } } as const;
const ended: ContactEvent = {
  type: 'ContactEnded',
  data: { outcome: 'It is 30 again.', at: at(9) },
};

const decide = (history: readonly ContactEvent[], command: object): readonly ContactEvent[] => {
  const decider = contactDecider(defaultSettings);
  return decider.decide(fold(decider, history), { ...context, ...command } as never);
};

describe('a contact', () => {
  it('has one accountable person from its first moment on', () =>
    given()
      .when({
        type: 'StartContact',
        data: {
          contact: contactId,
          customer: 'salma',
          channel: 'call',
          queue: 'network',
          accountable: 'mona',
        },
      })
      .thenHappened(started));

  it('is known to those who ask for it only once it began', () =>
    given().when(join).thenRefused('contact.not-found'));

  it('is acted on in the name of its customer only', () =>
    given(started).when(hold, { onBehalfOf: 'omar' }).thenRefused('contact.not-their-contact'));

  it('is about a ticket once somebody says so', () => {
    const linked: ContactEvent = { type: 'ContactLinked', data: { ticket: ticketId } };
    const link = { type: 'LinkContact', data: { ticket: ticketId } } as const;
    given(started).when(link).thenHappened(linked);
    given(started, linked).when(link).thenNothing();
  });

  it('has another accountable person when somebody is named', () =>
    given(...taken)
      .when({ type: 'NameAccountable', data: { person: 'omar' } }, { at: at(2) })
      .thenHappened({
        type: 'AccountabilityMoved',
        data: { person: 'omar', from: 'ana', because: 'named', at: at(2) },
      }));

  it('takes no more once very much has happened', () => {
    const many = Array.from({ length: 2000 }, () => joinedBy('ben')[0]!);
    given(started, ...many)
      .when(hold)
      .thenRefused('contact.too-many');
    given(started, ...many)
      .when({ type: 'EndForErasure', data: {} }, { ...system, at: at(9) })
      .thenHappened({ type: 'ContactEnded', data: { at: at(9) } });
  });
});

describe('joining a contact', () => {
  it('makes the first who joins accountable, and nobody after that', () => {
    given(started)
      .when(join, { at: at(1) })
      .thenHappened(...taken.slice(1));
    given(...taken)
      .when(join, { ...ben, at: at(2) })
      .thenHappened(...joinedBy('ben', 2));
  });

  it('happens once, and not when it is over', () => {
    given(...taken)
      .when(join)
      .thenNothing();
    given(started, ended).when(join).thenRefused('contact.over');
  });

  it('is refused to anybody who has not read what the customer told before', () => {
    const told: ContactEvent = { type: 'StoryTold', data: { story: 1, words: '30!', at: nine } };
    given(started, told).when(join).thenRefused('contact.story-unread');
  });
});

describe('a wait', () => {
  it('keeps what the customer was told about it', () => {
    const told = { minutes: 4, words: 'about 4 minutes' };
    given(...taken)
      .when({ type: 'StartWait', data: { wait: 'hold', told } }, { at: at(2) })
      .thenHappened({
        type: 'WaitStarted',
        data: { wait: 'hold', at: at(2), told, overBudgetAt: at(22) },
      });
    given(...taken)
      .when({ type: 'EndWait', data: { wait: 'hold' } }, { at: at(8) })
      .thenHappened({ type: 'WaitEnded', data: { wait: 'hold', at: at(8) } });
  });

  it('is over when the contact is', () =>
    given(...taken, ended)
      .when(hold)
      .thenRefused('contact.over'));
});

describe('a line that breaks', () => {
  const lost = decide(taken, { ...drop, at: at(5) });

  it('promises a call-back to the accountable person within the configured minutes', () => {
    const callback = expect.objectContaining(callbackAt(5));
    expect(lost).toEqual([
      { type: 'ContactDropped', data: { at: at(5), accountable: 'ana', callback } },
    ]);
  });

  it('breaks once', () =>
    given(...taken, ...lost)
      .when(drop)
      .thenNothing());

  it('promises another call-back when somebody had been with the customer again', () => {
    const again = decide([...taken, ...lost, ...joinedBy('ana', 6)], { ...drop, at: at(7) });
    const promiseIn = (events: readonly ContactEvent[]) =>
      events.flatMap(({ data }) => ('callback' in data && data.callback ? [data.callback] : []))[0];
    expect(promiseIn(again)).toMatchObject(callbackAt(7));
    expect(promiseIn(again)!.promise).not.toBe(promiseIn(lost)!.promise);
  });

  it('is nothing that can happen after the end', () =>
    given(...taken, ended)
      .when(drop)
      .thenRefused('contact.over'));
});

describe('ending a contact', () => {
  it('happens once, and leaves a broken line on record', () => {
    given(...taken)
      .when(end, { at: at(9) })
      .thenHappened(ended);
    given(...taken, ended)
      .when(end)
      .thenNothing();
  });
});
