/** An ISO 8601 moment in UTC. Deciders compare moments; only the edge asks for the current one. */
export type Moment = string;

const DAY = 86_400_000;

export const isAfter = (a: Moment, b: Moment): boolean => Date.parse(a) > Date.parse(b);

export const daysAfter = (moment: Moment, days: number): Moment =>
  new Date(Date.parse(moment) + days * DAY).toISOString();
