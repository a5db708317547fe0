import { idOf, type Moment, type View } from '#eventing';

import type { ContactEvent } from '../contact/contact.events.js';

export interface DeviationRow {
  readonly deviation: string;
  readonly contact: string;
  readonly customer: string;
  readonly ticket: string | null;
  readonly team: string | null;
  readonly script: string;
  readonly step: string;
  readonly reason: string;
  readonly by: string;
  readonly at: Moment;
  readonly helped?: boolean;
  readonly outcome?: string;
  /** Whether a manager endorsed it; null while nobody has judged it. */
  readonly endorsed: boolean | null;
  readonly endorsedBy?: string;
  readonly words?: string;
}

const verdictOf = ({ endorsed }: DeviationRow) => {
  if (endorsed === null) return 'open';
  return endorsed ? 'endorsed' : 'not-endorsed';
};

/** Where scripts were left, what came of it, and what a manager says of it. */
export const deviationsView: View<ContactEvent, DeviationRow> = {
  name: 'script-deviations',
  version: 1,
  of: 'contact',
  key: {
    ScriptLeft: ({ data }) => data.deviation,
    ScriptDeviationAssessed: ({ data }) => data.deviation,
    ScriptDeviationEndorsed: ({ data }) => data.deviation,
  },
  columns: {
    script: { type: 'text', of: ({ script }) => script },
    step: { type: 'text', of: ({ step }) => step },
    place: { type: 'text', of: ({ script, step }) => `${script}/${step}` },
    team: { type: 'text', of: ({ team }) => team },
    by: { type: 'text', of: ({ by }) => by },
    verdict: { type: 'text', of: verdictOf },
    at: { type: 'text', of: ({ at }) => at },
  },
  indexes: [
    ['at'],
    ['script', 'at'],
    ['place', 'at'],
    ['team', 'at'],
    ['by', 'at'],
    ['verdict', 'at'],
  ],
  when: {
    ScriptLeft: (_, { stream, data: { notice: __, ticket, team, ...data } }) => ({
      ...data,
      contact: idOf(stream),
      ticket: ticket ?? null,
      team: team ?? null,
      endorsed: null,
    }),
    ScriptDeviationAssessed: (row, { data: { helped, outcome } }) =>
      row && { ...row, helped, outcome },
    ScriptDeviationEndorsed: (row, { data: { endorsed, words }, meta }) =>
      row && {
        ...row,
        endorsed,
        endorsedBy: meta.actor.id,
        ...(words !== undefined && { words }),
      },
  },
};
