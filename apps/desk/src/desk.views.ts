import { accessViews } from '#access';
import { ticketAgendas, ticketViews } from '#tickets';

/** Everything that is kept in the file of views. */
export const deskViews = [...ticketViews, ...ticketAgendas, ...accessViews];
