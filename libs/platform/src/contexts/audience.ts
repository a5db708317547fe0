import type { Role } from '../routes/route.js';
import type { Audience, Context } from './context.js';

/** The audience of each type of event that any context has. */
export const audiencesOf = (contexts: readonly Context[]): ReadonlyMap<string, Audience> =>
  new Map(
    contexts.flatMap(({ aggregates }) =>
      aggregates.flatMap(({ events }) => Object.entries(events)),
    ),
  );

/** Whether somebody of a role may hear of an event at all; of one that no context knows, nobody may. */
export const mayHear = (role: Role, audience: Audience = 'nobody'): boolean =>
  audience === 'anyone' || (audience === 'staff' && role !== 'customer');
