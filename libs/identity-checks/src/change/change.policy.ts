import { type Policy, dueColumn, idOf, lookUp, schedule } from '#eventing';
import type { RecordCommand, RecordEvent } from '#records';

import type { ChangeCommand } from './change.decider.js';
import type { ChangeEvent } from './change.events.js';
import { type ChangeSettings, defaultChanges } from './change.settings.js';

type Both = RecordEvent | ChangeEvent;

interface Happened<Data> {
  readonly stream: string;
  readonly data: Data;
}

/** A change has the id of the claim that it began with, so both lead to the same row. */
const byClaim = ({ stream, data }: Happened<{ readonly claim: string }>) =>
  `${idOf(stream)}/${data.claim}`;
const byChange = ({ stream, data }: Happened<{ readonly change: string }>) =>
  `${idOf(stream)}/${data.change}`;

const done = () => null;

const ownPolicy = { version: 1, of: 'change', asks: 'change', ...dueColumn } as const;
const sharedPolicy = { ...ownPolicy, of: ['record', 'change'] } as const;

const sure: ReadonlySet<string> = new Set(['authenticated', 'verified']);

/**
 * Announces a customer's claim on a field that they are verified or reached by to the old routes.
 */
export const announcementPolicy = ({ guards }: ChangeSettings = defaultChanges): Policy<
  Both,
  ChangeCommand
> => ({
  ...sharedPolicy,
  name: 'change-announcements',
  key: { ClaimMade: byClaim, ChangeAnnounced: byChange },
  when: {
    ClaimMade: (_, event) => {
      const { claim, field, source, assurance, from } = event.data;
      if (source !== 'customer' || from !== undefined || !lookUp(guards, field)) return null;
      const standing = sure.has(assurance) ? 'in-force' : 'waiting';
      const data = { change: claim, field, standing, saidAt: event.meta.at } as const;
      return schedule(event, { command: { type: 'AnnounceChange', data } });
    },
    ChangeAnnounced: done,
  },
});

/** The handler that sends the notifications fills in `routes` and `digest`. */
export const oldRouteNotificationPolicy: Policy<ChangeEvent, ChangeCommand> = {
  ...ownPolicy,
  name: 'change-notifications',
  key: { ChangeAnnounced: byChange, OldRouteTold: byChange },
  when: {
    ChangeAnnounced: (_, event) => {
      const { change, field, saidAt } = event.data;
      const data = { change, field, saidAt };
      return schedule(event, { command: { type: 'MarkOldRouteTold', data } });
    },
    OldRouteTold: done,
  },
};

/** A change without proof takes effect when the policy's time has passed without objection. */
export const waitingPeriodPolicy: Policy<ChangeEvent, ChangeCommand> = {
  ...ownPolicy,
  name: 'change-waits',
  key: {
    ChangeAnnounced: byChange,
    ChangeObjected: byChange,
    ChangeLetThrough: byChange,
    ChangeTookEffect: byChange,
    ChangeOvertaken: byChange,
  },
  when: {
    ChangeAnnounced: (_, event) => {
      const { change, effectAt: due } = event.data;
      if (due === undefined) return null;
      const command = { type: 'LetChangeThrough', data: { change } } as const;
      return schedule(event, { due, command, index: 1 });
    },
    ChangeObjected: done,
    ChangeLetThrough: done,
    ChangeTookEffect: done,
    ChangeOvertaken: done,
  },
};

/** Confirms in the record what nobody objected to: the claim takes effect. */
export const confirmationPolicy: Policy<Both, RecordCommand> = {
  ...sharedPolicy,
  name: 'change-confirmations',
  asks: 'record',
  key: { ChangeLetThrough: byChange, ClaimConfirmed: byClaim, ClaimWithdrawn: byClaim },
  when: {
    ChangeLetThrough: (_, event) => {
      const data = { claim: event.data.change, assurance: 'verified' } as const;
      return schedule(event, { command: { type: 'ConfirmClaim', data } });
    },
    ClaimConfirmed: done,
    ClaimWithdrawn: done,
  },
};

/** A change that had to wait and is accepted now stays open to objection, like one in force. */
export const effectPolicy = ({ guards }: ChangeSettings = defaultChanges): Policy<
  Both,
  ChangeCommand
> => ({
  ...sharedPolicy,
  name: 'change-effects',
  key: { ClaimConfirmed: byClaim, ChangeTookEffect: byChange },
  when: {
    ClaimConfirmed: (task, event) => {
      const { claim, field, raised } = event.data;
      if (!raised || raised.from !== undefined || !lookUp(guards, field)) return task;
      const data = { change: claim };
      return schedule(event, { command: { type: 'ConfirmChangeEffect', data } });
    },
    ChangeTookEffect: done,
  },
});

export const changePolicies = (settings: ChangeSettings = defaultChanges) => [
  announcementPolicy(settings),
  oldRouteNotificationPolicy,
  waitingPeriodPolicy,
  confirmationPolicy,
  effectPolicy(settings),
];
