import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { fold, Refusal } from '#eventing';

import { type Notice, noticeKinds } from './contact.commands.js';
import { contactDecider } from './contact.decider.js';
import type { ContactEvent } from './contact.events.js';
import { at, context, started } from './contact.fixture.js';
import { defaultSettings } from './contact.settings.js';

const decider = contactDecider(defaultSettings);
const people = ['ana', 'ben', 'mona', 'omar'];
const person = fc.constantFrom(...people);
const handoff = fc.constantFrom('019ab3c4-5d6e-7ffd-8f00-0123456789ab', 'x-2');

const notice: fc.Arbitrary<Notice> = fc.record({
  notice: fc.nat(20).map(String),
  what: fc.constantFrom(...noticeKinds),
  at: fc.integer({ min: 0, max: 60 }).map(at),
  wait: fc.constantFrom('menu' as const, 'queue' as const, 'hold' as const),
  agent: person,
  handoff,
  person,
});

/** What people ask, machines tell and timers send, in any order. */
const command = fc.oneof(
  notice.map((data) => ({ type: 'TellNotice', data })),
  handoff.map((data) => ({ type: 'AcceptHandoff', data: { handoff: data } })),
  handoff.map((data) => ({ type: 'DeclineHandoff', data: { handoff: data, reason: 'No.' } })),
  fc.record({ handoff, person }).map((data) => ({ type: 'OfferHandoff', data })),
  person.map((data) => ({ type: 'NameAccountable', data: { person: data } })),
  fc.constantFrom(
    { type: 'JoinContact', data: { toldAs: 'Jana' } },
    { type: 'StartWait', data: { wait: 'hold' } },
    { type: 'EndWait', data: { wait: 'hold' } },
    { type: 'TellStory', data: { words: 'It is 30.' } },
    { type: 'ReadStory', data: {} },
    { type: 'DropContact', data: {} },
    { type: 'EndContact', data: {} },
  ),
);
const step = fc.record({ command, by: person });

const timeOutOf = (events: readonly ContactEvent[]) =>
  Object.entries(fold(decider, events).handoffs)
    .filter(([, { status, due }]) => status === 'offered' && due !== undefined)
    .map(([id, { due }]) => ({ type: 'TimeOutHandoff', data: { handoff: id, due } }));

/** What happens when it is asked for; nothing when that is refused. */
const asked = (events: readonly ContactEvent[], sent: object): readonly ContactEvent[] => {
  try {
    return decider.decide(fold(decider, events), { ...context, at: at(60), ...sent } as never);
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
};

const storyOf = (steps: readonly { readonly command: object; readonly by: string }[]) => {
  const events: ContactEvent[] = [started];
  for (const { command: sent, by } of steps) {
    events.push(...asked(events, { ...sent, by: { kind: 'agent', id: by } }));
    const system = { by: { kind: 'system', id: 'timer' }, at: at(120) };
    const [timeOut] = by === 'mona' ? timeOutOf(events) : [];
    if (timeOut) events.push(...asked(events, { ...timeOut, ...system }));
  }
  return events;
};

const told = (events: readonly ContactEvent[]) =>
  events.reduce(
    (who, event) => (event.type === 'AccountabilityMoved' ? event.data.person : who),
    'mona',
  );

describe('whatever happens in a contact, and in whatever order it is told', () => {
  const steps = fc.array(step, { maxLength: 40 });

  it('one named person is accountable at every position, and the events alone say who', () =>
    fc.assert(
      fc.property(steps, (story) => {
        const events = storyOf(story);
        for (let length = 1; length <= events.length; length += 1) {
          const { accountable } = fold(decider, events.slice(0, length));
          expect(people).toContain(accountable);
          expect(accountable).toBe(told(events.slice(0, length)));
        }
      }),
    ));

  it('a call-back is promised once for each loss', () =>
    fc.assert(
      fc.property(steps, (story) => {
        const promises = storyOf(story).flatMap(({ data }) =>
          'callback' in data && data.callback ? [data.callback.promise] : [],
        );
        expect(new Set(promises).size).toBe(promises.length);
      }),
    ));

  it('nothing is told twice', () =>
    fc.assert(
      fc.property(steps, (story) => {
        const events = storyOf(story);
        const twice = story.filter(({ command: { type } }) => type === 'TellNotice');
        const known = fold(decider, events).notices;
        for (const { command: sent } of twice)
          if (known.has((sent.data as Notice).notice))
            expect(asked(events, { ...sent, by: { kind: 'integration', id: 'pbx' } })).toEqual([]);
      }),
    ));
});
