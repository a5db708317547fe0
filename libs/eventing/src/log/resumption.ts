/**
 * Where a log goes on after it was restored. Positions between may have been given out before, for
 * events that are lost; they are given to no other event.
 */
export interface Resumption {
  /** The position of the last event that was restored. */
  readonly after: number;
  /** The position of the first event since. */
  readonly first: number;
}

/** Whether a position belongs to an event that was lost when the log was restored. */
export const isLost = (resumptions: readonly Resumption[], position: number): boolean =>
  resumptions.some(({ after, first }) => after < position && position < first);

/** At most how many events lie between two positions. */
export const eventsBetween = (
  resumptions: readonly Resumption[],
  from: number,
  to: number,
): number => {
  const within = resumptions.filter(({ after, first }) => from <= after && first <= to);
  return within.reduce((count, { after, first }) => count - (first - after - 1), to - from);
};
