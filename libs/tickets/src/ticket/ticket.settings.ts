import { type Ladder, wordOverRecord } from '#claims';

import type { Grade, Priority } from './ticket.events.js';

/** Priority by impact (outer) and urgency (inner). A changed table is a new version. */
export interface Matrix {
  readonly version: string;
  readonly of: Readonly<Record<Grade, Readonly<Record<Grade, Priority>>>>;
}

export interface TicketSettings {
  readonly matrix: Matrix;
  /** Whose claim on a fact outranks whose: the same ladder as for records. */
  readonly ladder: Ladder;
  /** For how many days after closing the customer's reply reopens a ticket. */
  readonly reopenDays: number;
  /**
   * How many days the customer has to answer a proposed resolution; after that, the ticket closes.
   */
  readonly answerDays: number;
  readonly maxWatchers: number;
  /** What people can choose from; other categories and services are taken too. */
  readonly categories: readonly string[];
  readonly services: readonly string[];
}

type Five = readonly [Priority, Priority, Priority, Priority, Priority];

/** One priority for each urgency, from very high to very low. */
const row = ([a, b, c, d, e]: Five) => ({
  'very-high': a,
  high: b,
  medium: c,
  low: d,
  'very-low': e,
});

/** The usual five levels: the mean of impact and urgency, rounded to the lower priority. */
const itil: Matrix = {
  version: 'itil-5x5-1',
  of: {
    'very-high': row(['critical', 'high', 'high', 'medium', 'medium']),
    high: row(['high', 'high', 'medium', 'medium', 'low']),
    medium: row(['high', 'medium', 'medium', 'low', 'low']),
    low: row(['medium', 'medium', 'low', 'low', 'planning']),
    'very-low': row(['medium', 'low', 'low', 'planning', 'planning']),
  },
};

export const defaultSettings: TicketSettings = {
  matrix: itil,
  ladder: wordOverRecord,
  reopenDays: 30,
  answerDays: 5,
  maxWatchers: 100,
  categories: [],
  services: [],
};
