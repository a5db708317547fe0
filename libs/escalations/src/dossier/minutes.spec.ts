import { describe, expect, it } from '@jest/globals';
import { type Message, secondsAfter } from '#eventing';
import { recordedAs } from '#eventing/testing';

import { context, nine } from '../escalation/escalation.fixture.js';
import { minutesIn } from './minutes.mapping.js';

const after = (type: string, minutes: number, more: object = {}): Message => ({
  type,
  data: { at: secondsAfter(nine, minutes * 60), ...more },
});
const call = (...events: readonly Message[]) =>
  recordedAs<Message>('contact-acme-019ab3c4-5d6e-7fff-8f00-0000000000f1', context, events);

describe('the minutes that a matter cost the customer', () => {
  it('are those of each wait, until it ends or somebody is there', () => {
    const waits = [after('WaitStarted', 0), after('WaitStarted', 2), after('AgentJoined', 5)];
    const hold = [after('WaitStarted', 10), after('WaitEnded', 15), after('ContactEnded', 30)];
    expect(minutesIn([call(...waits, ...hold)])).toBe(10);
  });

  it('are those of having to repeat the story, too, and of all contacts together', () => {
    const again = call(after('StoryAskedAgain', 1, { seconds: 90 }));
    const dropped = call(after('WaitStarted', 0), after('ContactDropped', 3));
    expect(minutesIn([again, dropped])).toBe(5);
    expect(minutesIn([])).toBe(0);
  });
});
