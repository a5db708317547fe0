import { type Decisions, lookUp } from '#eventing';

import { ensureNotClosed, ensureNotMerged, speakerOf } from './asking.rules.js';
import { answered } from './talking.decisions.js';
import type { TicketCommand } from './ticket.commands.js';
import type { TicketEvent } from './ticket.events.js';
import { ensure } from './ticket.rules.js';
import type { Ticket } from './ticket.state.js';

type Attaching = Decisions<
  Ticket,
  Extract<TicketCommand, { type: 'AddAttachment' | 'RemoveAttachment' | 'DestroyFile' }>,
  TicketEvent
>;

export const attaching: Attaching = {
  AddAttachment: (ticket, command) => {
    const { staffOnly = false } = command.data;
    const added = { ...command.data, staffOnly };
    ensureNotMerged(ticket);
    if (speakerOf(command) === undefined) return [{ type: 'AttachmentAdded', data: added }];
    ensure(!staffOnly, 'staff-only');
    ensureNotClosed(ticket);
    return [{ type: 'AttachmentAdded', data: added }, ...answered(ticket)];
  },

  RemoveAttachment: ({ files }, command) => {
    const { attachment, reason, held } = command.data;
    const file = lookUp(files, attachment);
    const isCustomer = command.by.kind === 'customer';
    ensure(file !== undefined && !(isCustomer && file.staffOnly), 'not-found');
    ensure(!isCustomer || file!.from === command.by.id, 'not-your-file');
    ensure(!held, 'held');
    const { sha256, staffOnly } = file!;
    return [{ type: 'AttachmentRemoved', data: { attachment, reason, sha256, staffOnly } }];
  },

  /** Where nobody has looked, the bytes are still there. */
  DestroyFile: ({ removedFiles }, { data: { attachment, shared = true } }) =>
    removedFiles.includes(attachment)
      ? [{ type: 'FileDestroyed', data: { attachment, shared } }]
      : [],
};
