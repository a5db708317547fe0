import { describe, expect, it } from '@jest/globals';
import { keyOf, project, type RecordedEvent, type ScheduledCommand } from '#eventing';
import { recordedAs } from '#eventing/testing';
import type { RecordEvent } from '#records';

import { context, monday } from '../check/check.fixture.js';
import {
  announcementPolicy,
  confirmationPolicy,
  effectPolicy,
  oldRouteNotificationPolicy,
  waitingPeriodPolicy,
} from './change.policy.js';
import type { ChangeEvent } from './change.events.js';

const weekLater = '2026-01-12T09:00:00.000Z';

type Claimed = Extract<RecordEvent, { type: 'ClaimMade' }>['data'];

const claim: Claimed = {
  claim: 'c1',
  field: 'telephone',
  value: '+447700900999',
  source: 'customer',
  by: 'ana',
  channel: 'phone',
  assurance: 'stated',
  validFrom: monday,
};
const made = (other: Partial<Claimed> = {}): RecordEvent => ({
  type: 'ClaimMade',
  data: { ...claim, ...other },
});
const confirmed = (raised: boolean): RecordEvent => ({
  type: 'ClaimConfirmed',
  data: { claim: 'c1', field: 'telephone', by: 'agent', ...(raised && { raised: claim }) },
});
const announced: ChangeEvent = {
  type: 'ChangeAnnounced',
  data: {
    change: 'c1',
    field: 'telephone',
    standing: 'waiting',
    saidAt: monday,
    effectAt: weekLater,
    objectUntil: weekLater,
  },
};
const about = { change: 'c1', field: 'telephone' };
const objected: ChangeEvent = { type: 'ChangeObjected', data: { ...about, by: 'customer' } };
const letThrough: ChangeEvent = { type: 'ChangeLetThrough', data: about };
const told: ChangeEvent = {
  type: 'OldRouteTold',
  data: { change: 'c1', routes: ['email'], digest: 'd1' },
};
const tookEffect: ChangeEvent = { type: 'ChangeTookEffect', data: about };

const isOfRecord = ({ type }: RecordEvent | ChangeEvent) =>
  type.startsWith('Claim') || type.startsWith('Record');

const recorded = (event: RecordEvent | ChangeEvent): RecordedEvent =>
  recordedAs(`${isOfRecord(event) ? 'record' : 'change'}-acme-salma`, context, [event])[0]!;

type AnAgenda = Parameters<typeof project>[0];

/** What is scheduled after these events; all of them must share one row. */
const left = (policy: unknown, ...events: readonly (RecordEvent | ChangeEvent)[]) => {
  const all = events.map(recorded);
  expect(new Set(all.map((event) => keyOf(policy as AnAgenda, event))).size).toBe(1);
  return all.reduce<unknown>(
    (row, event) => project(policy as AnAgenda, row ?? undefined, event),
    undefined,
  ) as ScheduledCommand | null | undefined;
};

describe('a claim on what customers are reached by', () => {
  it('is announced, and waits when nobody was verified', () =>
    expect(left(announcementPolicy(), made())).toMatchObject({
      id: 'salma',
      due: monday,
      command: { type: 'AnnounceChange', data: { change: 'c1', standing: 'waiting' } },
    }));

  it('is announced as in force when the customer was verified', () =>
    expect(left(announcementPolicy(), made({ assurance: 'verified' }))).toMatchObject({
      command: { data: { standing: 'in-force' } },
    }));

  it('is announced once', () => expect(left(announcementPolicy(), made(), announced)).toBeNull());

  it.each([
    ['another field', { field: 'language' }],
    ['the word of staff', { source: 'agent' }],
    ['the word of another system', { source: 'import:crm' }],
    ['what a merge brought', { from: 'salma-2' }],
  ] as const)('is not announced for %s', (_, other) =>
    expect(left(announcementPolicy(), made(other))).toBeNull(),
  );
});

describe('an announced change', () => {
  it('is told to the old routes, once', () => {
    expect(left(oldRouteNotificationPolicy, announced)).toMatchObject({
      command: { type: 'MarkOldRouteTold', data: { change: 'c1', saidAt: monday } },
    });
    expect(left(oldRouteNotificationPolicy, announced, told)).toBeNull();
  });

  it('is let through when its time has come', () =>
    expect(left(waitingPeriodPolicy, announced)).toMatchObject({
      due: weekLater,
      command: { type: 'LetChangeThrough', data: { change: 'c1' } },
    }));

  it('causes two things in one stream, which are told apart', () =>
    expect(left(waitingPeriodPolicy, announced)!.commandId).not.toBe(
      left(oldRouteNotificationPolicy, announced)!.commandId,
    ));

  it.each([
    ['somebody objected', objected],
    ['it was let through', letThrough],
    ['it was proved', tookEffect],
  ])('waits no longer once %s', (_, event) =>
    expect(left(waitingPeriodPolicy, announced, event)).toBeNull(),
  );
});

describe('a change that was let through', () => {
  it('is confirmed in the record, once', () => {
    expect(left(confirmationPolicy, letThrough)).toMatchObject({
      command: { type: 'ConfirmClaim', data: { claim: 'c1', assurance: 'verified' } },
    });
    expect(left(confirmationPolicy, letThrough, confirmed(true))).toBeNull();
  });
});

describe('a claim that waited and is believed now', () => {
  it('is said to have taken effect, once', () => {
    expect(left(effectPolicy(), confirmed(true))).toMatchObject({
      command: { type: 'ConfirmChangeEffect', data: { change: 'c1' } },
    });
    expect(left(effectPolicy(), confirmed(true), tookEffect)).toBeNull();
  });

  it('has nothing to take when it was only stood by', () =>
    expect(left(effectPolicy(), confirmed(false))).toBeUndefined());
});
