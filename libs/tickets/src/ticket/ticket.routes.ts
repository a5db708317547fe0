import type { CommandRoutes } from '#platform';

import { openingRoutes } from './opening.routes.js';
import { resolvingRoutes } from './resolving.routes.js';
import { talkingRoutes } from './talking.routes.js';
import type { TicketCommand } from './ticket.commands.js';
import { workingRoutes } from './working.routes.js';

/** The commands whose data is their request's body. Links, merges, files and claims need to look first. */
export const ticketRoutes: CommandRoutes<TicketCommand> = {
  ...openingRoutes,
  ...workingRoutes,
  ...talkingRoutes,
  ...resolvingRoutes,
};
