import { describe, expect, it } from '@jest/globals';

import type { ContactEvent } from './contact.events.js';
import { at, ben, given, mona, pbx, taken } from './contact.fixture.js';

const tell = (heardBy?: string) =>
  ({ type: 'TellStory', data: { words: 'It is 30.', ...(heardBy && { heardBy }) } }) as const;
const told: ContactEvent = {
  type: 'StoryTold',
  data: { words: 'It is 30.', heardBy: 'ana', at: at(2), story: 1 },
};

describe('a story', () => {
  it('is known to the one who heard it', () => {
    given(...taken)
      .when(tell(), { at: at(2) })
      .thenHappened(told);
    given(...taken)
      .when(tell('ben'), { ...pbx, at: at(2) })
      .thenHappened({ ...told, data: { ...told.data, heardBy: 'ben' } } as ContactEvent);
  });

  it('is read once, up to the last one', () => {
    const read: ContactEvent = { type: 'StoryRead', data: { by: 'ben', upTo: 1, at: at(3) } };
    const reading = { type: 'ReadStory', data: {} } as const;
    given(...taken, told)
      .when(reading, { ...ben, at: at(3) })
      .thenHappened(read);
    given(...taken, told, read)
      .when(reading, ben)
      .thenNothing();
    given(...taken, told)
      .when(reading)
      .thenNothing();
  });

  it('that has to be told again costs the customer time', () =>
    given(...taken, told)
      .when({ type: 'AskStoryAgain', data: { cause: 'not-read' } }, { ...ben, at: at(3) })
      .thenHappened({
        type: 'StoryAskedAgain',
        data: { by: 'ben', cause: 'not-read', seconds: 180, customer: 'salma', at: at(3) },
      }));
});

const deviation = '019ab3c4-5d6e-7ffc-8f00-0123456789ab';
const left: ContactEvent = {
  type: 'ScriptLeft',
  data: {
    deviation,
    by: 'ana',
    script: 'identity',
    step: 'address',
    reason: 'She knows.',
    customer: 'salma',
    at: at(2),
  },
};

describe('leaving a script', () => {
  const where = { deviation, script: 'identity', step: 'address', reason: 'She knows.' };

  it('is always possible, and always on record', () =>
    given(...taken)
      .when({ type: 'LeaveScript', data: where }, { at: at(2) })
      .thenHappened(left));

  it('has an outcome', () => {
    const data = { deviation, helped: true, outcome: 'The record was wrong.' };
    const assess = { type: 'AssessDeviation', data } as const;
    given(...taken, left)
      .when(assess)
      .thenHappened({ type: 'ScriptDeviationAssessed', data });
    given(...taken)
      .when(assess)
      .thenRefused('contact.deviation-not-found');
  });

  it('is endorsed by a manager, and not by the one who did it', () => {
    const data = { deviation, endorsed: true };
    const endorse = { type: 'EndorseDeviation', data } as const;
    const endorsed: ContactEvent = { type: 'ScriptDeviationEndorsed', data };
    given(...taken, left)
      .when(endorse, mona)
      .thenHappened(endorsed);
    given(...taken, left, endorsed)
      .when(endorse, mona)
      .thenNothing();
    given(...taken, left)
      .when(endorse, ben)
      .thenRefused('contact.manager-only');
    given(...taken, left)
      .when(endorse, { by: { kind: 'manager', id: 'ana' } })
      .thenRefused('contact.manager-only');
  });
});

describe('refusing a service', () => {
  const refusal = { refusal: deviation, rule: 'second-hand', reason: 'From a stranger.' };
  const correction = { of: 'record', id: 'salma', what: 'address' } as const;

  it('is by a rule', () =>
    given(...taken)
      .when({ type: 'RefuseService', data: { ...refusal, corrections: [] } }, { at: at(2) })
      .thenHappened({
        type: 'ServiceRefused',
        data: { ...refusal, by: 'ana', customer: 'salma', at: at(2) },
      }));

  it('is not possible while a correction is open; the answer names it', () =>
    given(...taken)
      .when({ type: 'RefuseService', data: { ...refusal, corrections: [correction] } })
      .thenRefused('contact.correction-open', { corrections: [correction] }));
});

describe('a customer who wants to leave', () => {
  const leaving = '019ab3c4-5d6e-7ffb-8f00-0123456789ab';
  const wish = { type: 'WishToLeave', data: { leaving, words: 'I leave.' } } as const;
  const promise = '019ab3c4-5d6e-7ffa-8f00-0123456789ab';
  const wished: ContactEvent = {
    type: 'LeavingWished',
    data: {
      leaving,
      at: at(2),
      due: at(2882),
      callback: {
        promise,
        to: 'salma',
        accountable: 'ana',
        window: { from: at(2), to: at(2882) },
        channel: 'phone',
        contact: 'c',
      },
    },
  };

  it('is promised to have left by a deadline, also when the line breaks', () => {
    const carryOut = { type: 'CarryOutLeaving', data: { leaving, outcome: 'Done.' } } as const;
    const drop: ContactEvent = { type: 'ContactDropped', data: { at: at(3), accountable: 'ana' } };
    given(...taken, wished, drop)
      .when(carryOut, { at: at(62) })
      .thenHappened({
        type: 'LeavingCarriedOut',
        data: { leaving, outcome: 'Done.', by: 'ana', promise, seconds: 3600, at: at(62) },
      });
    given(...taken)
      .when(carryOut)
      .thenRefused('contact.leaving-not-found');
  });

  it('says so once, until it is settled', () =>
    given(...taken, wished)
      .when(wish)
      .thenRefused('contact.leaving-open'));

  it('is the only one who can stay after all', () => {
    const stay = { type: 'WithdrawLeaving', data: { leaving, words: 'I stay.' } } as const;
    given(...taken, wished)
      .when(stay)
      .thenRefused('contact.for-the-customer');
    const withdrawn: ContactEvent = {
      type: 'LeavingWithdrawn',
      data: { leaving, words: 'I stay.', promise, at: at(9) },
    };
    given(...taken, wished)
      .when(stay, { onBehalfOf: 'salma', at: at(9) })
      .thenHappened(withdrawn);
    given(...taken, wished, withdrawn)
      .when(stay, { onBehalfOf: 'salma' })
      .thenRefused('contact.leaving-not-found');
    expect(withdrawn.data).toHaveProperty('promise', promise);
  });
});
