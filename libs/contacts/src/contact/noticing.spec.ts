import { describe, expect, it } from '@jest/globals';
import { fold } from '#eventing';

import type { Notice } from './contact.commands.js';
import { contactDecider } from './contact.decider.js';
import type { ContactEvent } from './contact.events.js';
import { at, callbackAt, context, given, pbx, started, taken } from './contact.fixture.js';
import { defaultSettings } from './contact.settings.js';

const decider = contactDecider(defaultSettings);
const tell = (data: Notice) => ({ type: 'TellNotice', data }) as const;

/** What has happened after a telephone system told these things, all at the same moment. */
const after = (history: readonly ContactEvent[], ...notices: readonly Notice[]) => {
  const events = [...history];
  for (const data of notices)
    events.push(
      ...decider.decide(fold(decider, events), { ...context, ...pbx, ...tell(data), at: at(20) }),
    );
  return events.slice(history.length);
};
const accountableAfter = (...events: readonly ContactEvent[]) => fold(decider, events).accountable;

const joins = (agent: string, minutes: number): Notice => ({
  notice: `join-${agent}-${minutes}`,
  what: 'agent-joined',
  at: at(minutes),
  agent,
});
const offers: Notice = {
  notice: '7',
  what: 'handoff-offered',
  at: at(3),
  handoff: 'x-1',
  person: 'ben',
};
const accepts: Notice = {
  notice: '8',
  what: 'handoff-accepted',
  at: at(4),
  handoff: 'x-1',
  agent: 'ben',
};
const drops: Notice = { notice: '9', what: 'dropped', at: at(5) };

describe('a telephone system', () => {
  it('tells each thing once, however often it tells it', () => {
    const [first] = after(taken, drops, drops);
    expect(after(taken, drops, drops)).toEqual([first]);
    expect(first).toMatchObject({ data: { at: at(5), notice: '9', callback: callbackAt(20) } });
  });

  it('that reports a broken line by two notices gets one call-back', () => {
    const events = after(taken, drops, { ...drops, notice: '10' });
    expect(events).toHaveLength(2);
    expect(events.filter(({ data }) => 'callback' in data)).toHaveLength(1);
  });

  it('that reports a break after a normal end gets none', () => {
    const [end, drop] = after(taken, { notice: '1', what: 'ended', at: at(4) }, drops);
    expect(end!.type).toBe('ContactEnded');
    expect(drop!.data).not.toHaveProperty('callback');
  });

  it('that tells late of a break before the end gets one', () => {
    const [, drop] = after(taken, { notice: '1', what: 'ended', at: at(6) }, drops);
    expect(drop!.data).toHaveProperty('callback');
  });

  it('that tells an answer before its offer is understood', () => {
    const events = after(taken, accepts, offers);
    expect(events.map(({ type }) => type)).toEqual([
      'HandoffAccepted',
      'AccountabilityMoved',
      'HandoffOffered',
    ]);
    expect(events.at(-1)!.data).not.toHaveProperty('until');
    expect(accountableAfter(...taken, ...events)).toBe('ben');
  });

  it('gives an offer that it tells late the whole time for an answer', () =>
    expect(after(taken, offers)).toMatchObject([{ data: { at: at(3), until: at(22) } }]));

  it('cannot make anybody accountable for a time that is over', () => {
    const events = after([started], joins('ana', 6), joins('ben', 2));
    expect(accountableAfter(started, ...events)).toBe('ana');
    const [, , late] = after(
      taken,
      { ...accepts, handoff: 'x-2', notice: '11', at: at(6), agent: 'omar' },
      accepts,
    );
    expect(late).toMatchObject({ type: 'HandoffAccepted', data: { by: 'ben' } });
    expect(
      accountableAfter(...taken, ...after(taken, { ...accepts, at: at(6) }, joins('omar', 4))),
    ).toBe('ben');
  });

  it('is believed that somebody took over who had not read the story; that is on record', () => {
    const told: ContactEvent = {
      type: 'StoryTold',
      data: { story: 1, words: 'It is 30.', heardBy: 'ana', at: at(2) },
    };
    expect(after([...taken, told], offers, accepts)).toMatchObject([
      {},
      { type: 'HandoffAccepted', data: { by: 'ben', unread: true } },
      { type: 'AccountabilityMoved', data: { person: 'ben' } },
    ]);
  });

  it('answers the open hand-off where it names none', () => {
    const [offered, declined] = after(taken, offers, {
      notice: '8',
      what: 'handoff-declined',
      at: at(4),
      agent: 'ben',
    });
    const handoffIn = ({ data }: ContactEvent) => ('handoff' in data ? data.handoff : undefined);
    expect(handoffIn(declined!)).toBe(handoffIn(offered!));
  });

  it('says what each kind of notice needs, and nothing of the future', () => {
    const contact = given(...taken);
    contact
      .when(tell({ notice: '1', what: 'wait-started', at: at(1) }), pbx)
      .thenRefused('contact.notice-incomplete', { missing: ['wait'] });
    contact.when(tell({ ...drops, at: at(6) }), pbx).thenRefused('contact.notice-in-future');
  });
});
