import { dueColumn, type Policy, schedule } from '#eventing';

import type { TicketCommand } from '../ticket/ticket.commands.js';
import type { TicketEvent } from '../ticket/ticket.events.js';

/** The bytes of a removed file go too; the handler looks who else has them. */
export const filesPolicy: Policy<TicketEvent, TicketCommand> = {
  name: 'ticket-files',
  version: 1,
  of: 'ticket',
  asks: 'ticket',
  ...dueColumn,
  key: {
    AttachmentRemoved: ({ data: { attachment } }) => attachment,
    FileDestroyed: ({ data: { attachment } }) => attachment,
  },
  when: {
    AttachmentRemoved: (_, event) => {
      const { attachment, sha256 } = event.data;
      return schedule(event, { command: { type: 'DestroyFile', data: { attachment, sha256 } } });
    },
    FileDestroyed: () => null,
  },
};
