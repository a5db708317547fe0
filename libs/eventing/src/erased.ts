/** What is read in place of a personal value whose person has been forgotten. */
export const ERASED = '[erased]';

/** Nobody can store the marker as a personal value, so in one it always means what it says. */
export const isErased = (value: unknown): value is typeof ERASED => value === ERASED;
