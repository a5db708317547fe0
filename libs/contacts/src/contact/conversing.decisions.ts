import {
  causedCommandId,
  type Decisions,
  isAfter,
  type Moment,
  newAggregateId,
  secondsAfter,
} from '#eventing';

import { ensureOpen, knowsStory, momentOf } from './asking.rules.js';
import type { ContactCommand } from './contact.commands.js';
import type {
  AccountabilityReason,
  Callback,
  ContactEvent,
  ToldWait,
  WaitKind,
} from './contact.events.js';
import { ensure } from './contact.rules.js';
import type { ContactSettings } from './contact.settings.js';
import type { ContactState } from './contact.state.js';

/** When it happened, and which notice told it. */
export interface Telling {
  readonly at: Moment;
  readonly notice?: string;
}

/** What was told about a moment at which somebody else was accountable already changes nothing now. */
export const moved = (
  { accountable: from, accountableSince }: ContactState,
  person: string,
  how: Telling & { readonly because: AccountabilityReason; readonly handoff?: string },
): readonly ContactEvent[] =>
  person === from || (accountableSince !== undefined && isAfter(accountableSince, how.at))
    ? []
    : [{ type: 'AccountabilityMoved', data: { ...how, person, from } }];

/** The first who joins is accountable; after that it takes a hand-off. */
export const joined = (
  contact: ContactState,
  agent: string,
  told: Telling & { readonly toldAs?: string },
): readonly ContactEvent[] => {
  const { toldAs: _, ...telling } = told;
  const unread = knowsStory(contact, agent) ? {} : ({ unread: true } as const);
  const isFirst = contact.agents.length === 0;
  return [
    { type: 'AgentJoined', data: { agent, ...told, ...unread } },
    ...(isFirst ? moved(contact, agent, { ...telling, because: 'joined' }) : []),
  ];
};

export const waiting = (
  type: 'WaitStarted' | 'WaitEnded',
  wait: WaitKind,
  told: Telling & { readonly told?: ToldWait },
): readonly ContactEvent[] => [{ type, data: { wait, ...told } }];

const MINUTE = 60;

/** To whom, by whom and about what a call-back is promised now. */
export const about = (contact: ContactState): Omit<Callback, 'promise' | 'window'> => {
  const { customer: to, contact: id, accountable, ticket, queue } = contact;
  return {
    to,
    accountable,
    channel: contact.channel === 'chat' ? 'chat' : 'phone',
    contact: id,
    ...(ticket !== undefined && { ticket }),
    ...(queue !== undefined && { queue }),
  };
};

/** The call-back for this loss of the customer; none when one was promised for it already. */
export const callbackFor = (
  contact: ContactState,
  from: Moment,
  { callbackMinutes }: ContactSettings,
): { readonly callback?: Callback } => {
  if (contact.isLost) return {};
  const { contact: id, losses } = contact;
  const promise = newAggregateId(causedCommandId(id, 'callback', String(losses)));
  const window = { from, to: secondsAfter(from, callbackMinutes * MINUTE) };
  return { callback: { promise, ...about(contact), window } };
};

/** A line cannot break after the contact ended; a notice that says so is kept, and promises nothing. */
export const dropped = (
  contact: ContactState,
  told: Telling,
  { now, settings }: { readonly now: Moment; readonly settings: ContactSettings },
): readonly ContactEvent[] => {
  const { accountable, endedAt } = contact;
  const isAfterEnd = endedAt !== undefined && isAfter(told.at, endedAt);
  const promised = isAfterEnd ? {} : callbackFor(contact, now, settings);
  return [{ type: 'ContactDropped', data: { ...told, accountable, ...promised } }];
};

const ended = (told: Telling & { readonly outcome?: string }): readonly ContactEvent[] => [
  { type: 'ContactEnded', data: told },
];

export const end = ({ endedAt }: ContactState, told: Telling): readonly ContactEvent[] =>
  endedAt === undefined || told.notice !== undefined ? ended(told) : [];

type Chapter =
  | 'StartContact'
  | 'LinkContact'
  | 'NameAccountable'
  | 'StartWait'
  | 'EndWait'
  | 'JoinContact'
  | 'DropContact'
  | 'EndContact'
  | 'EndForErasure';

/** A contact from its start to its end, as those who work in it tell it. */
export const conversing = (
  settings: ContactSettings,
): Pick<Decisions<ContactState, ContactCommand, ContactEvent>, Chapter> => ({
  StartContact: (_, command) => [
    { type: 'ContactStarted', data: { ...command.data, at: momentOf(command) } },
  ],

  LinkContact: ({ ticket: was }, { data }) =>
    data.ticket === was
      ? []
      : [{ type: 'ContactLinked', data: { ...data, ...(was !== undefined && { was }) } }],

  NameAccountable: (contact, command) =>
    moved(contact, command.data.person, { at: command.at, because: 'named' }),

  StartWait: (contact, command) => {
    ensureOpen(contact);
    const { wait, told } = command.data;
    return waiting('WaitStarted', wait, { at: momentOf(command), ...(told && { told }) });
  },

  EndWait: (contact, command) => {
    ensureOpen(contact);
    return waiting('WaitEnded', command.data.wait, { at: momentOf(command) });
  },

  JoinContact: (contact, command) => {
    const { id } = command.by;
    ensure(contact.endedAt === undefined, 'over');
    ensure(knowsStory(contact, id), 'story-unread', { stories: contact.stories });
    if (contact.status === 'open' && contact.agents.includes(id)) return [];
    return joined(contact, id, { ...command.data, at: momentOf(command) });
  },

  DropContact: (contact, command) => {
    ensure(contact.endedAt === undefined, 'over');
    if (contact.status === 'dropped') return [];
    return dropped(contact, { at: momentOf(command) }, { now: command.at, settings });
  },

  EndContact: (contact, command) => {
    if (contact.endedAt !== undefined) return [];
    return ended({ ...command.data, at: momentOf(command) });
  },

  EndForErasure: ({ endedAt }, { at }) => (endedAt === undefined ? ended({ at }) : []),
});
