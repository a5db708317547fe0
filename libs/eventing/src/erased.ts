/** What readers see in place of a personal value after the person was erased. */
export const ERASED = '[erased]';

/**
 * Nobody can store the marker as a personal value, so a personal value that equals it was erased.
 */
export const isErased = (value: unknown): value is typeof ERASED => value === ERASED;
