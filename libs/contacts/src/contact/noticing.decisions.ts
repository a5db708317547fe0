import {
  causedCommandId,
  type Decisions,
  isAfter,
  type Moment,
  newAggregateId,
  secondsAfter,
} from '#eventing';

import type { ContactCommand, Notice, NoticeKind } from './contact.commands.js';
import type { ContactEvent } from './contact.events.js';
import { ensure } from './contact.rules.js';
import type { ContactSettings } from './contact.settings.js';
import type { ContactState } from './contact.state.js';
import { dropped, end, joined, type Telling, waiting } from './conversing.decisions.js';
import { accepted, declined, offered, openHandoff } from './handing-off.decisions.js';

interface Noticing {
  readonly contact: ContactState;
  readonly notice: Notice;
  readonly told: Telling;
  readonly now: Moment;
  readonly settings: ContactSettings;
}

/** The clocks of two machines differ by so much at most. */
const SKEW_SECONDS = 300;

/** Each kind of notice with what it must say besides its moment. */
const needs: { readonly [Kind in NoticeKind]: readonly (keyof Notice)[] } = {
  'wait-started': ['wait'],
  'wait-ended': ['wait'],
  'agent-joined': ['agent'],
  'handoff-offered': ['handoff'],
  'handoff-accepted': ['agent'],
  'handoff-declined': ['agent'],
  dropped: [],
  ended: [],
};

/** Our id of the hand-off that the telephone system names; without a name, the one that is open. */
const handoffOf = ({ contact, notice }: Noticing): string => {
  const named = notice.handoff ?? notice.notice;
  const open = notice.handoff === undefined ? openHandoff(contact) : undefined;
  return open ?? newAggregateId(causedCommandId(contact.contact, 'handoff', named));
};

const offerOf = (noticing: Noticing): readonly ContactEvent[] => {
  const { contact, told, now, settings } = noticing;
  const { person, queue, reason } = noticing.notice;
  const offer = {
    handoff: handoffOf(noticing),
    ...(person !== undefined && { person }),
    ...(queue !== undefined && { queue }),
    ...(reason !== undefined && { reason }),
  };
  return offered(contact, offer, { ...told, now, seconds: settings.handoffSeconds });
};

const refusalOf = (noticing: Noticing): readonly ContactEvent[] => {
  const { agent, reason } = noticing.notice;
  const why = reason === undefined ? {} : { reason };
  return declined({ handoff: handoffOf(noticing), by: agent!, ...why }, noticing.told);
};

/** What a notice makes known. It tells what has happened, so there is nothing to refuse. */
const known: { readonly [Kind in NoticeKind]: (noticing: Noticing) => readonly ContactEvent[] } = {
  'wait-started': ({ notice: { wait, told: words }, told }) =>
    waiting('WaitStarted', wait!, { ...told, ...(words && { told: words }) }),
  'wait-ended': ({ notice: { wait }, told }) => waiting('WaitEnded', wait!, told),
  'agent-joined': ({ contact, notice: { agent, toldAs }, told }) =>
    joined(contact, agent!, { ...told, ...(toldAs !== undefined && { toldAs }) }),
  'handoff-offered': offerOf,
  'handoff-accepted': (noticing) => {
    const answer = { handoff: handoffOf(noticing), by: noticing.notice.agent! };
    return accepted(noticing.contact, answer, noticing.told);
  },
  'handoff-declined': refusalOf,
  dropped: ({ contact, told, now, settings }) => dropped(contact, told, { now, settings }),
  ended: ({ contact, told }) => end(contact, told),
};

const ensureComplete = (notice: Notice) => {
  const missing = needs[notice.what].filter((name) => notice[name] === undefined);
  ensure(missing.length === 0, 'notice-incomplete', { missing });
};

/**
 * A telephone system tells what has happened: late, twice, and in any order. Each notice is kept once,
 * and is placed by its moment.
 */
export const noticing = (
  settings: ContactSettings,
): Pick<Decisions<ContactState, ContactCommand, ContactEvent>, 'TellNotice'> => ({
  TellNotice: (contact, { at: now, data: notice }) => {
    if (contact.notices.has(notice.notice)) return [];
    ensureComplete(notice);
    ensure(!isAfter(notice.at, secondsAfter(now, SKEW_SECONDS)), 'notice-in-future');
    const told = { at: notice.at, notice: notice.notice };
    return known[notice.what]({ contact, notice, told, now, settings });
  },
});
