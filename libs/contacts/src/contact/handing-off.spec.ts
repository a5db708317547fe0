import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventing';

import type { ContactEvent } from './contact.events.js';
import { contactDecider } from './contact.decider.js';
import {
  at,
  ben,
  callbackAt,
  context,
  given,
  handoff,
  mailed,
  mona,
  offer,
  system,
  taken,
} from './contact.fixture.js';
import { defaultSettings } from './contact.settings.js';

const offerTo = (whom: { readonly person?: string; readonly queue?: string }) =>
  ({ type: 'OfferHandoff', data: { handoff, ...whom } }) as const;
const accept = { type: 'AcceptHandoff', data: { handoff } } as const;
const decline = { type: 'DeclineHandoff', data: { handoff, reason: 'Not mine.' } } as const;
const timeOut = { type: 'TimeOutHandoff', data: { handoff, due: at(4) } } as const;
const told: ContactEvent = {
  type: 'StoryTold',
  data: { story: 1, words: 'It is 30, not 10.', heardBy: 'ana', at: at(1) },
};
const declined: ContactEvent = {
  type: 'HandoffDeclined',
  data: { handoff, by: 'ben', reason: 'Not mine.', at: at(3) },
};

const decide = (history: readonly ContactEvent[], command: object) => {
  const decider = contactDecider(defaultSettings);
  return decider.decide(fold(decider, history), { ...context, ...command } as never);
};

describe('offering a hand-off', () => {
  it('leaves the giver accountable, and runs out by itself', () =>
    given(...taken)
      .when(offerTo({ person: 'ben' }), { at: at(2) })
      .thenHappened(offer));

  it('is to one person or one queue, and to somebody else', () => {
    const contact = given(...taken);
    contact.when(offerTo({})).thenRefused('contact.handoff-to-whom');
    contact
      .when(offerTo({ person: 'ben', queue: 'billing' }))
      .thenRefused('contact.handoff-to-whom');
    contact.when(offerTo({ person: 'ana' })).thenRefused('contact.handoff-to-yourself');
  });

  it('waits until the one before it was answered', () => {
    given(...taken, offer)
      .when(offerTo({ person: 'mona' }))
      .thenRefused('contact.handoff-open');
    given(...taken, offer, declined)
      .when({ type: 'OfferHandoff', data: { handoff: 'other', person: 'mona' } }, { at: at(3) })
      .thenHappened({
        type: 'HandoffOffered',
        data: {
          handoff: 'other',
          from: 'ana',
          person: 'mona',
          at: at(3),
          until: at(5),
          overBudgetAt: at(22),
        },
      });
  });
});

describe('accepting a hand-off', () => {
  const accepted: readonly ContactEvent[] = [
    { type: 'HandoffAccepted', data: { handoff, by: 'ben', at: at(3) } },
    {
      type: 'AccountabilityMoved',
      data: { person: 'ben', from: 'ana', because: 'handoff-accepted', handoff, at: at(3) },
    },
  ];

  it('makes the one who accepts accountable', () =>
    given(...taken, offer)
      .when(accept, { ...ben, at: at(3) })
      .thenHappened(...accepted));

  it('is for the one to whom it is offered, and never for the giver', () => {
    given(...taken, offer)
      .when(accept, mona)
      .thenRefused('contact.not-offered-to-you');
    given(...taken, offer)
      .when(accept)
      .thenRefused('contact.handoff-to-yourself');
  });

  it('is refused to anybody who has not read the story', () => {
    given(...taken, told, offer)
      .when(accept, { ...ben, at: at(3) })
      .thenRefused('contact.story-unread', { stories: 1 });
    const read: ContactEvent = { type: 'StoryRead', data: { by: 'ben', upTo: 1, at: at(2) } };
    given(...taken, told, offer, read)
      .when(accept, { ...ben, at: at(3) })
      .thenHappened(...accepted);
  });

  it('is too late once it was declined or its time is over', () => {
    given(...taken, offer, declined)
      .when(accept, ben)
      .thenRefused('contact.handoff-over');
    given(...taken, offer)
      .when(accept, { ...ben, at: at(4) })
      .thenRefused('contact.handoff-over');
    given(...taken)
      .when(accept, ben)
      .thenRefused('contact.handoff-not-found');
  });
});

describe('a hand-off that is declined', () => {
  it('leaves the giver accountable, with a reason', () =>
    given(...taken, offer)
      .when(decline, { ...ben, at: at(3) })
      .thenHappened(declined));
});

describe('a hand-off that runs out', () => {
  const timedOut = (noticed: number, more: object) => ({
    type: 'HandoffTimedOut',
    data: expect.objectContaining({ handoff, due: at(4), noticed: at(noticed), ...more }),
  });

  it('with the customer on the line promises a call-back by the giver, who stays accountable', () => {
    const callback = expect.objectContaining(callbackAt(4));
    expect(decide([...taken, offer], { ...timeOut, ...system, at: at(4) })).toEqual([
      timedOut(4, { onLine: true, callback }),
    ]);
  });

  it('while the process was down is noticed later, and the call-back is due from then on', () => {
    const callback = expect.objectContaining(callbackAt(30));
    expect(decide([...taken, offer], { ...timeOut, ...system, at: at(30) })).toEqual([
      timedOut(30, { callback }),
    ]);
  });

  it('promises nothing when nobody waits on the line', () => {
    const events = decide([mailed, offer], { ...timeOut, ...system, at: at(4) });
    expect(events).toEqual([timedOut(4, { onLine: false })]);
    expect(events[0]!.data).not.toHaveProperty('callback');
  });

  it('does so once, not before its time, and by the system only', () => {
    given(...taken, offer, declined)
      .when(timeOut, { ...system, at: at(4) })
      .thenNothing();
    given(...taken, offer)
      .when(timeOut, { ...system, at: at(3) })
      .thenRefused('contact.too-early');
    given(...taken, offer)
      .when(timeOut, { at: at(4) })
      .thenRefused('contact.system-only');
  });
});
