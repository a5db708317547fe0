import type { Principal } from '#platform';

/**
 * Which systems an integration answers for: a token for the one that is its `sub`; an API key for
 * its id, and for the name that an administrator gave it.
 */
export const systemsOf = ({ id, name, via }: Principal): readonly string[] =>
  via === 'key' && name !== undefined ? [id, name] : [id];

/** An integration says what its own system says; an administrator may bring in any system's word. */
export const speaksFor = (principal: Principal, system: string): boolean =>
  principal.role !== 'integration' || systemsOf(principal).includes(system);
