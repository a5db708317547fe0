import { describe, it } from '@jest/globals';
import {
  clock,
  merged,
  monday,
  opened,
  otherTicket,
  salma,
  ticket,
  tuesday,
  watched,
  yusuf,
} from './ticket.fixture.js';
import type { TicketEvent } from './ticket.events.js';

const sha256 = 'ab'.repeat(32);
const file = { attachment: otherTicket, name: 'log.txt', size: 1, mediaType: 'text/plain', sha256 };
const ofStaff = (staffOnly: boolean): TicketEvent => ({
  type: 'AttachmentAdded',
  data: { ...file, staffOnly },
});
const reason = 'It shows another person.';
const remove = { type: 'RemoveAttachment', data: { attachment: otherTicket, reason } } as const;
const removed = (staffOnly = false): TicketEvent => ({
  type: 'AttachmentRemoved',
  data: { attachment: otherTicket, reason, sha256, staffOnly },
});

describe('removing a file', () => {
  it('is a fact with a reason, by staff at any time', () => {
    ticket.given(opened, ofStaff(false)).when(remove).thenHappened(removed());
    ticket.given(opened, ofStaff(true)).when(remove).thenHappened(removed(true));
    ticket.given(opened, ofStaff(false), merged).when(remove).thenHappened(removed());
  });

  it('is refused to customers whose file it is not, and for one that they do not see', () => {
    ticket
      .given(opened, ofStaff(false))
      .when(remove, { by: salma })
      .thenRefused('ticket.not-your-file');
    ticket
      .given(opened, watched, ofStaff(true))
      .when(remove, { by: yusuf })
      .thenRefused('ticket.not-found');
  });

  it('is refused for a file that there is not, or not any more', () => {
    ticket.given(opened).when(remove).thenRefused('ticket.not-found');
    ticket.given(opened, ofStaff(false), removed()).when(remove).thenRefused('ticket.not-found');
  });

  it('is refused while the law wants what is kept of the customer to stay', () =>
    ticket
      .given(opened, ofStaff(false))
      .when({ ...remove, data: { ...remove.data, held: true } })
      .thenRefused('ticket.held'));
});

describe('the bytes of a removed file', () => {
  const destroy = {
    type: 'DestroyFile',
    data: { attachment: otherTicket, sha256, shared: false },
  } as const;
  const bySystem = { by: clock, at: tuesday };
  const destroyed: TicketEvent = {
    type: 'FileDestroyed',
    data: { attachment: otherTicket, shared: false },
  };

  it('are gone once, by the system', () => {
    const left = ticket.given(opened, ofStaff(false), removed());
    left.when(destroy, bySystem).thenHappened(destroyed);
    ticket
      .given(opened, ofStaff(false), removed(), destroyed)
      .when(destroy, bySystem)
      .thenHappened();
    left.when(destroy, { at: monday }).thenRefused('ticket.system-only');
  });

  it('are not destroyed while the file can be read', () =>
    ticket.given(opened, ofStaff(false)).when(destroy, bySystem).thenHappened());
});
