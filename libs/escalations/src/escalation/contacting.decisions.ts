import { type Decisions, lookUp } from '#eventing';

import type { EscalationCommand } from './escalation.commands.js';
import type { ContactTaken, EscalationEvent } from './escalation.events.js';
import { ensure } from './escalation.rules.js';
import type { EscalationState } from './escalation.state.js';
import { ensureOpen } from './offering.decisions.js';
import { ensureOwned } from './settling.decisions.js';

type Rows = Decisions<EscalationState, EscalationCommand, EscalationEvent>;

const hasRead = ({ read }: EscalationState, person: string, version: number): boolean =>
  (lookUp(read, person) ?? -1) >= version;

const isKnown = ({ contacts }: EscalationState, contact: string | undefined): boolean =>
  contact !== undefined && contacts.includes(contact);

const taken = (data: ContactTaken): EscalationEvent => ({ type: 'ContactTaken', data });

/** Reading the dossier, and then contacting the customer. */
export const contacting: Pick<Rows, 'ReadDossier' | 'TakeContact' | 'NoteContact'> = {
  ReadDossier: (state, { by: { id: person }, data: { version } }) => {
    if (hasRead(state, person, version)) return [];
    return [
      ...(state.prepared < version
        ? [{ type: 'DossierPrepared', data: { version } } as const]
        : []),
      { type: 'DossierRead', data: { person, version } },
    ];
  },

  TakeContact: (state, command) => {
    const { by, data } = command;
    ensureOwned(state, command);
    if (isKnown(state, data.contact)) return [];
    ensure(hasRead(state, by.id, data.version), 'dossier-unread', { version: data.version });
    return [taken({ person: by.id, ...data })];
  },

  NoteContact: (state, { data }) => {
    if (isKnown(state, data.contact)) return [];
    ensureOpen(state);
    const isUnread = !hasRead(state, data.person, data.version);
    return [taken({ ...data, ...(isUnread && { unread: true }) })];
  },
};
