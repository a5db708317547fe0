import { describe, it } from '@jest/globals';
import type { TicketEvent } from './ticket.events.js';
import {
  ana,
  clock,
  closed,
  merged,
  omar,
  opened,
  otherTicket,
  salma,
  thirdTicket,
  ticket,
  watched,
  yusuf,
} from './ticket.fixture.js';

const byClock = { by: clock };
const remove = { type: 'RemoveWatcher', data: { watcher: 'yusuf' } } as const;
const removed = { type: 'WatcherRemoved', data: { watcher: 'yusuf' } } as const;
const cameAlong = (other: string, ...people: readonly string[]): TicketEvent => ({
  type: 'TicketsLinked',
  data: { ticket: other, relation: 'duplicated-by', answers: true, people },
});
const undo = (other: string) =>
  ({
    type: 'AnswerUnlink',
    data: { ticket: other, relation: 'duplicated-by', merge: true },
  }) as const;
const undone = (other: string): TicketEvent => ({
  type: 'TicketsUnlinked',
  data: { ticket: other, relation: 'duplicated-by', answers: true, merge: true },
});

describe('taking a watcher out', () => {
  it.each([salma, ana, yusuf])('is for the requester, staff and themselves: $id', (by) =>
    ticket.given(opened, watched).when(remove, { by }).thenHappened(removed),
  );

  it('is not for another watcher', () =>
    ticket
      .given(opened, watched, { type: 'WatcherAdded', data: { watcher: 'omar' } })
      .when(remove, { by: omar })
      .thenRefused('ticket.requester-only'));

  it('does nothing to who does not watch', () => ticket.given(opened).when(remove).thenNothing());

  it('ends what they may do', () =>
    ticket
      .given(opened, watched, removed)
      .when({ type: 'ReplyToTicket', data: { text: 'Me again.' } }, { by: yusuf })
      .thenRefused('ticket.not-found'));

  it('of a merged ticket names the ticket that they leave as well', () =>
    ticket
      .given(opened, watched, merged, closed('duplicate'))
      .when(remove)
      .thenHappened({ ...removed, data: { watcher: 'yusuf', into: otherTicket } }));
});

describe('undoing a merge', () => {
  it('takes out who came along by it', () =>
    ticket
      .given(opened, cameAlong(otherTicket, 'salma', 'yusuf'), watched)
      .when(undo(otherTicket), byClock)
      .thenHappened(undone(otherTicket), removed));

  it('leaves who watched before, and who was added since', () => {
    ticket
      .given(opened, watched, cameAlong(otherTicket, 'salma', 'yusuf'))
      .when(undo(otherTicket), byClock)
      .thenHappened(undone(otherTicket));
    const along = [opened, cameAlong(otherTicket, 'salma', 'yusuf'), watched];
    ticket
      .given(...along)
      .when({ type: 'AddWatcher', data: { watcher: 'yusuf' } })
      .thenHappened(watched);
    ticket
      .given(...along, watched)
      .when(undo(otherTicket), byClock)
      .thenHappened(undone(otherTicket));
  });

  it('leaves who came along by another merge too, until that is undone', () => {
    const both = [
      opened,
      cameAlong(otherTicket, 'yusuf'),
      watched,
      cameAlong(thirdTicket, 'yusuf'),
    ];
    ticket
      .given(...both)
      .when(undo(otherTicket), byClock)
      .thenHappened(undone(otherTicket));
    ticket
      .given(...both, undone(otherTicket))
      .when(undo(thirdTicket), byClock)
      .thenHappened(undone(thirdTicket), removed);
  });

  it('names the ticket into which this one was merged since: they leave there as well', () =>
    ticket
      .given(opened, cameAlong(thirdTicket, 'salma', 'yusuf'), watched, merged, closed('duplicate'))
      .when(undo(thirdTicket), byClock)
      .thenHappened(undone(thirdTicket), {
        ...removed,
        data: { watcher: 'yusuf', into: otherTicket },
      }));

  it('is recorded where the link was never answered', () =>
    ticket.given(opened).when(undo(otherTicket), byClock).thenHappened(undone(otherTicket)));
});

describe('who leaves a ticket with which they came along', () => {
  const leave = {
    type: 'RemoveCompanion',
    data: { watcher: 'yusuf', ticket: otherTicket },
  } as const;
  const left = { type: 'CompanionRemoved', data: leave.data } as const;

  it('watches no more', () =>
    ticket
      .given(opened, cameAlong(otherTicket, 'yusuf'), watched)
      .when(leave, byClock)
      .thenHappened(left, removed));

  it('stays for another reason, and leaves when that is gone', () => {
    const both = [
      opened,
      cameAlong(otherTicket, 'yusuf'),
      watched,
      cameAlong(thirdTicket, 'yusuf'),
    ];
    ticket
      .given(...both)
      .when(leave, byClock)
      .thenHappened(left);
    ticket
      .given(...both, left)
      .when(undo(thirdTicket), byClock)
      .thenHappened(undone(thirdTicket), removed);
  });
});
