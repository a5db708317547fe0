/** An ISO 8601 moment in UTC. Deciders compare moments; they never read the current one. */
export type Moment = string;

const DAY = 86_400_000;

export const isAfter = (a: Moment, b: Moment): boolean => Date.parse(a) > Date.parse(b);

export const daysAfter = (moment: Moment, days: number): Moment =>
  new Date(Date.parse(moment) + days * DAY).toISOString();

export const secondsAfter = (moment: Moment, seconds: number): Moment =>
  new Date(Date.parse(moment) + seconds * 1000).toISOString();

/** Whole seconds from one moment to a later one, rounded up; 0 when it is not later. */
export const secondsUntil = (from: Moment, to: Moment): number =>
  Math.max(0, Math.ceil((Date.parse(to) - Date.parse(from)) / 1000));
