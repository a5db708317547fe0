import { accessViews } from '#access';
import { wordOverRecord } from '#claims';
import { directoryAgenda, entriesView } from '#directory';
import { changeAgendas } from '#identity-checks';
import { recordAgendas, recordViews } from '#records';
import { ticketAgendas, ticketViews } from '#tickets';

/** Everything that asks for something by itself when it is due. */
export const deskAgendas = [
  ...ticketAgendas,
  ...recordAgendas(),
  directoryAgenda,
  ...changeAgendas(),
];

/** Everything that is kept in the file of views. */
export const deskViews = [
  ...ticketViews,
  ...recordViews(wordOverRecord),
  entriesView,
  ...accessViews,
  ...deskAgendas,
];
