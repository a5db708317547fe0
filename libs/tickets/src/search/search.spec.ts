import { rowsOf } from '#eventing/testing';

import { describe, it } from '@jest/globals';
import {
  confirmed,
  corrected,
  context,
  monday,
  opened,
  otherTicket,
  salma,
  thirdTicket,
} from '../ticket/ticket.fixture.js';
import { searchView } from './search.view.js';

const rows = rowsOf(searchView, { ...context, by: salma }, `ticket-acme-${thirdTicket}`);
const told = {
  type: 'PainPointTold',
  data: { hurts: 'أحمد cannot print', wants: 'Paper' },
} as const;
const file = {
  attachment: otherTicket,
  name: 'printer.log',
  size: 1,
  mediaType: 'text/plain',
  sha256: 'ab'.repeat(32),
};

describe('the words of a ticket', () => {
  it('are kept where they were said', () =>
    rows.given(opened, told).shows({
      ticket: thirdTicket,
      version: 2,
      type: 'PainPointTold',
      by: salma,
      at: monday,
      text: 'أحمد cannot print\nPaper',
      audience: 'everyone',
    }));

  it('of a note are for staff', () =>
    rows
      .given(opened, { type: 'NoteAdded', data: { text: 'Ask Ahmad first.' } })
      .showsMatching({ text: 'Ask Ahmad first.', audience: 'staff' }));

  it('of a file are its name, for those who may have it', () =>
    rows
      .given(
        opened,
        { type: 'AttachmentAdded', data: { ...file, staffOnly: true } },
        { type: 'AttachmentAdded', data: { ...file, attachment: thirdTicket, staffOnly: false } },
      )
      .showsMatching(
        { text: 'printer.log', audience: 'staff' },
        { text: 'printer.log', audience: 'everyone' },
      ));

  it('of a file that was removed are not there any more', () =>
    rows
      .given(
        opened,
        { type: 'AttachmentAdded', data: { ...file, staffOnly: false } },
        {
          type: 'AttachmentRemoved',
          data: {
            attachment: file.attachment,
            reason: 'Wrong.',
            sha256: file.sha256,
            staffOnly: false,
          },
        },
      )
      .shows());

  it('are left out where nothing was said', () =>
    rows.given(opened, confirmed, corrected('solved', true)).shows());
});
