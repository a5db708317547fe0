import { rowsOf } from '#eventing/testing';

import { describe, it } from '@jest/globals';
import {
  ana,
  context,
  monday,
  opened,
  otherTicket,
  thirdTicket,
} from '../ticket/ticket.fixture.js';
import { attachmentsView } from './attachments.view.js';

const file = {
  attachment: otherTicket,
  name: 'printer.log',
  size: 1,
  mediaType: 'text/plain',
  sha256: 'ab'.repeat(32),
  staffOnly: false,
};

describe('the attachments of a ticket', () => {
  it('are found by their own id, and tell whose ticket they belong to', () =>
    rowsOf(attachmentsView, context, `ticket-acme-${thirdTicket}`)
      .given(opened, { type: 'AttachmentAdded', data: file })
      .shows({ ...file, ticket: thirdTicket, by: ana, at: monday }));
});
