import {
  type Policy,
  derivedCommandId,
  dueColumn,
  idOf,
  type Message,
  type RecordedEvent,
} from '#eventing';
import type { RecordCommand, RecordEvent } from '#records';

import type { ChangeCommand } from './change.decider.js';
import type { ChangeEvent } from './change.events.js';
import { type ChangeSettings, defaultChanges } from './change.settings.js';

type Both = RecordEvent | ChangeEvent;

const keyed = (stream: string, change: string) => `${idOf(stream)}/${change}`;

/** `index` tells apart what one event causes in one stream. */
const scheduledCommandOf = <Command extends Message>(
  event: RecordedEvent,
  command: Command,
  { due, index = 0 }: { readonly due: string; readonly index?: number },
) => ({
  due,
  tenant: event.meta.tenant,
  id: idOf(event.stream),
  commandId: derivedCommandId(event, index),
  command,
  causation: event.id,
  correlation: event.meta.correlation,
});

const sure: ReadonlySet<string> = new Set(['authenticated', 'verified']);

/** A customer's claim on what they are verified or reached by is announced to the old routes. */
export const announcementPolicy = ({ guards }: ChangeSettings = defaultChanges): Policy<
  Both,
  ChangeCommand
> => ({
  name: 'change-announcements',
  version: 1,
  of: ['record', 'change'],
  asks: 'change',
  ...dueColumn,
  key: {
    ClaimMade: ({ stream, data }) => keyed(stream, data.claim),
    ChangeAnnounced: ({ stream, data }) => keyed(stream, data.change),
  },
  when: {
    ClaimMade: (_, event) => {
      const { claim, field, source, assurance, from } = event.data;
      if (source !== 'customer' || from !== undefined || !guards[field]) return null;
      const standing = sure.has(assurance) ? 'in-force' : 'waiting';
      const data = { change: claim, field, standing, saidAt: event.meta.at } as const;
      return scheduledCommandOf(event, { type: 'AnnounceChange', data }, { due: event.meta.at });
    },
    ChangeAnnounced: () => null,
  },
});

/** Whoever delivers the letters fills in `routes` and `digest`; see `delivering`. */
export const oldRouteNotificationPolicy: Policy<ChangeEvent, ChangeCommand> = {
  name: 'change-letters',
  version: 1,
  of: 'change',
  asks: 'change',
  ...dueColumn,
  key: {
    ChangeAnnounced: ({ stream, data }) => keyed(stream, data.change),
    OldRouteTold: ({ stream, data }) => keyed(stream, data.change),
  },
  when: {
    ChangeAnnounced: (_, event) => {
      const { change, field, saidAt } = event.data;
      const data = { change, field, saidAt };
      return scheduledCommandOf(event, { type: 'MarkOldRouteTold', data }, { due: event.meta.at });
    },
    OldRouteTold: () => null,
  },
};

/** A change that was not proved takes effect when the policy's time has passed without objection. */
export const waitingPeriodPolicy: Policy<ChangeEvent, ChangeCommand> = {
  name: 'change-waits',
  version: 1,
  of: 'change',
  asks: 'change',
  ...dueColumn,
  key: {
    ChangeAnnounced: ({ stream, data }) => keyed(stream, data.change),
    ChangeObjected: ({ stream, data }) => keyed(stream, data.change),
    ChangeLetThrough: ({ stream, data }) => keyed(stream, data.change),
    ChangeTookEffect: ({ stream, data }) => keyed(stream, data.change),
    ChangeOvertaken: ({ stream, data }) => keyed(stream, data.change),
  },
  when: {
    ChangeAnnounced: (_, event) => {
      const { change, effectAt } = event.data;
      if (effectAt === undefined) return null;
      return scheduledCommandOf(
        event,
        { type: 'LetChangeThrough', data: { change } },
        { due: effectAt, index: 1 },
      );
    },
    ChangeObjected: () => null,
    ChangeLetThrough: () => null,
    ChangeTookEffect: () => null,
    ChangeOvertaken: () => null,
  },
};

/** What was let through is confirmed in the record: the claim takes effect. */
export const confirmationPolicy: Policy<Both, RecordCommand> = {
  name: 'change-confirmations',
  version: 1,
  of: ['record', 'change'],
  asks: 'record',
  ...dueColumn,
  key: {
    ChangeLetThrough: ({ stream, data }) => keyed(stream, data.change),
    ClaimConfirmed: ({ stream, data }) => keyed(stream, data.claim),
    ClaimWithdrawn: ({ stream, data }) => keyed(stream, data.claim),
  },
  when: {
    ChangeLetThrough: (_, event) => {
      const data = { claim: event.data.change, assurance: 'verified' } as const;
      return scheduledCommandOf(event, { type: 'ConfirmClaim', data }, { due: event.meta.at });
    },
    ClaimConfirmed: () => null,
    ClaimWithdrawn: () => null,
  },
};

/** What waited and is believed now stays open to objection, as something in force. */
export const effectPolicy = ({ guards }: ChangeSettings = defaultChanges): Policy<
  Both,
  ChangeCommand
> => ({
  name: 'change-effects',
  version: 1,
  of: ['record', 'change'],
  asks: 'change',
  ...dueColumn,
  key: {
    ClaimConfirmed: ({ stream, data }) => keyed(stream, data.claim),
    ChangeTookEffect: ({ stream, data }) => keyed(stream, data.change),
  },
  when: {
    ClaimConfirmed: (task, event) => {
      const { claim, field, raised } = event.data;
      if (!raised || raised.from !== undefined || !guards[field]) return task;
      return scheduledCommandOf(
        event,
        { type: 'ConfirmChangeEffect', data: { change: claim } },
        { due: event.meta.at },
      );
    },
    ChangeTookEffect: () => null,
  },
});

export const changePolicies = (settings: ChangeSettings = defaultChanges) => [
  announcementPolicy(settings),
  oldRouteNotificationPolicy,
  waitingPeriodPolicy,
  confirmationPolicy,
  effectPolicy(settings),
];
