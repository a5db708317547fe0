import type { Role } from '../routes/route.js';
import type { Audience, Context } from './context.js';

/** The audience of each type of event that any context has. */
export const audiencesOf = (contexts: readonly Context[]): ReadonlyMap<string, Audience> =>
  new Map(
    contexts.flatMap(({ aggregates }) =>
      aggregates.flatMap(({ events }) => Object.entries(events)),
    ),
  );

/**
 * Whether a role may receive an event on a feed; nobody receives an event that no context declares.
 */
export const mayHear = (role: Role, audience: Audience = 'nobody'): boolean =>
  audience === 'anyone' || (audience === 'staff' && role !== 'customer');
