import { describe, it } from '@jest/globals';
import {
  ana,
  at,
  clock,
  importer,
  monday,
  omar,
  opened,
  proposed,
  salma,
  saturday,
  ticket,
  tuesday,
  watched,
  yusuf,
} from './ticket.fixture.js';

const reply = { type: 'ReplyToTicket', data: { text: 'It happened again.' } } as const;
const replied = { type: 'CustomerReplied', data: { ...reply.data, channel: 'portal' } } as const;
const confirm = { type: 'ConfirmResolution', data: {} } as const;
const note = { type: 'AddNote', data: { text: 'Sounds angry.' } } as const;
const noted = { type: 'NoteAdded', data: note.data } as const;

describe('asking something of a ticket', () => {
  it('finds nothing where nothing was opened', () =>
    ticket.given().when(reply, { by: salma }).thenRefused('ticket.not-found'));

  it('finds nothing for a customer whose ticket it is not', () =>
    ticket.given(opened).when(reply, { by: omar }).thenRefused('ticket.not-found'));

  it('tells a stranger the same whatever they ask', () =>
    ticket.given(opened).when(note, { by: omar }).thenRefused('ticket.not-found'));

  it('is open to the requester', () =>
    ticket.given(opened).when(reply, { by: salma }).thenHappened(replied));

  it('is open to a watcher, who may reply', () =>
    ticket.given(opened, watched).when(reply, { by: yusuf }).thenHappened(replied));

  it('leaves what only the requester can say to the requester', () =>
    ticket
      .given(opened, watched, proposed)
      .when(confirm, { by: yusuf })
      .thenRefused('ticket.requester-only'));

  it('leaves the work to staff', () =>
    ticket.given(opened).when(note, { by: salma }).thenRefused('ticket.staff-only'));

  it('lets staff work', () => ticket.given(opened).when(note).thenHappened(noted));

  it('leaves what happens by itself to the clock', () =>
    ticket
      .given(opened, proposed)
      .when({ type: 'CloseUnanswered', data: {} }, { by: ana, at: saturday })
      .thenRefused('ticket.system-only'));
});

describe('speaking for somebody', () => {
  it('lets staff record what the requester said', () =>
    ticket.given(opened).when(reply, { onBehalfOf: 'salma' }).thenHappened(replied));

  it('is refused for people who have nothing to do with the ticket', () =>
    ticket
      .given(opened)
      .when(reply, { onBehalfOf: 'omar' })
      .thenRefused('ticket.not-their-ticket'));

  it('is refused to customers', () =>
    ticket
      .given(opened, watched)
      .when(reply, { by: yusuf, onBehalfOf: 'salma' })
      .thenRefused('ticket.for-yourself'));

  it('does not let staff answer a proposal in their own name', () =>
    ticket.given(opened, proposed).when(confirm).thenRefused('ticket.requester-only'));
});

describe('stating when it happened', () => {
  const wasOpened = { ...opened, ...at(monday) };

  it('may be in the past', () =>
    ticket.given(wasOpened).when(note, { at: saturday, occurredAt: tuesday }).thenHappened(noted));

  it('is refused for the future', () =>
    ticket
      .given(wasOpened)
      .when(note, { at: tuesday, occurredAt: saturday })
      .thenRefused('ticket.in-the-future'));

  it('is refused before the ticket was opened', () =>
    ticket
      .given({ ...opened, ...at(tuesday) })
      .when(note, { at: saturday, occurredAt: monday })
      .thenRefused('ticket.before-opened', { openedAt: tuesday }));

  it('counts deadlines from now all the same', () =>
    ticket
      .given(wasOpened)
      .when(
        { type: 'ProposeResolution', data: { text: 'Fixed.' } },
        { at: '2026-01-08T09:00:00.000Z', occurredAt: monday },
      )
      .thenHappened({
        type: 'ResolutionProposed',
        data: { text: 'Fixed.', answerBy: '2026-01-13T09:00:00.000Z', by: 'ana' },
      }));

  it('counts the deadlines of an imported history from the moments of that history', () =>
    ticket
      .given(wasOpened)
      .when(
        { type: 'ProposeResolution', data: { text: 'Fixed.' } },
        { by: importer, at: '2026-09-09T09:00:00.000Z', occurredAt: monday },
      )
      .thenHappened({
        type: 'ResolutionProposed',
        data: { text: 'Fixed.', answerBy: saturday, by: importer.id },
      }));
});

describe('the clock', () => {
  it('may close what nobody answered', () =>
    ticket
      .given(opened, proposed)
      .when({ type: 'CloseUnanswered', data: { answerBy: saturday } }, { by: clock, at: saturday })
      .thenHappened({
        type: 'TicketClosed',
        data: { as: 'not-answered', reopenUntil: '2026-02-09T09:00:00.000Z' },
      }));
});
