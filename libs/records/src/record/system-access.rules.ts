import type { Principal } from '#platform';

/**
 * The systems that an integration answers for: a token for the one that is its `sub`; an API key
 * for its id, and for the name that an administrator gave it.
 */
export const systemsOf = ({ id, name, via }: Principal): readonly string[] =>
  via === 'key' && name !== undefined ? [id, name] : [id];

/**
 * An integration speaks for its own systems; an administrator may import the data of any system.
 */
export const speaksFor = (principal: Principal, system: string): boolean =>
  principal.role !== 'integration' || systemsOf(principal).includes(system);
