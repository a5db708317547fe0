import { type CrossTenantReader, happenedAt, idOf, type Moment, type View } from '#eventing';

import type { TicketEvent } from '../ticket/ticket.events.js';

/** A file of a ticket; its content is in the blob store under its digest. */
export interface AttachmentRow {
  readonly attachment: string;
  readonly ticket: string;
  readonly name: string;
  readonly size: number;
  readonly mediaType: string;
  readonly sha256: string;
  readonly staffOnly: boolean;
  readonly by: { readonly kind: string; readonly id: string };
  readonly at: Moment;
}

export const attachmentsView: View<TicketEvent, AttachmentRow> = {
  name: 'ticket-attachments',
  version: 2,
  of: 'ticket',
  key: {
    AttachmentAdded: ({ data: { attachment } }) => attachment,
    AttachmentRemoved: ({ data: { attachment } }) => attachment,
  },
  columns: {
    ticket: { type: 'text', of: ({ ticket }) => ticket },
    at: { type: 'text', of: ({ at }) => at },
    sha256: { type: 'text', of: ({ sha256 }) => sha256 },
  },
  indexes: [['ticket', 'at'], ['sha256']],
  // All tenants share stored bytes, so removing them requires looking at all tenants.
  crossTenant: ['sha256'],
  when: {
    AttachmentAdded: (_, event) => ({
      ...event.data,
      ticket: idOf(event.stream),
      by: event.meta.actor,
      at: happenedAt(event),
    }),
    AttachmentRemoved: () => null,
  },
};

const PAGE = 500;

/** The files of all tenants that have these bytes. */
export const filesWith = async (
  views: Pick<CrossTenantReader, 'scanTenants'>,
  sha256: string,
): Promise<readonly AttachmentRow[]> => {
  // The range holds all keys that start with this digest: the same file in all tenants.
  const query = { until: sha256, after: [sha256.slice(0, -1)], limit: PAGE };
  return (await views.scanTenants<AttachmentRow>(attachmentsView, 'sha256', query)).rows;
};
