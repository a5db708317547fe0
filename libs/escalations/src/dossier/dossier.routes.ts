import {
  described,
  Id,
  Moment,
  oneOf,
  optional,
  Pseudonym,
  type RouteRow,
  staff,
  strictObject,
  Type,
} from '#platform';

import { answer, escalationId, refused } from '../escalation/escalation.routes.js';
import { NoteContact, TakeContact } from './dossier.requests.js';

const text = Type.String();
const contact = '019ab3c4-5d6e-7fff-8f00-0123456789ac';

const Entry = strictObject({
  type: described(text, 'The event in which it was said or done.'),
  by: described(text, 'Who said or did it: a person, or a policy of the system.'),
  at: described(Moment, 'When.'),
  text: optional(described(text, 'What was said.')),
  name: optional(described(text, 'The name that the customer was told.')),
});

const Promised = strictObject({
  id: described(Id, 'The promise.'),
  topic: described(text, 'What it is about.'),
  due: described(Moment, 'When its window ends.'),
  accountable: described(Pseudonym, 'Who keeps it.'),
  status: described(oneOf(['due', 'missed', 'kept', 'released']), 'What became of it.'),
  outcome: optional(described(text, 'What came of it.')),
});

const entries = (says: string) => described(Type.Array(Entry), says);

const Dossier = strictObject({
  escalation: described(Id, 'The escalation.'),
  version: described(
    Type.Integer({ minimum: 0 }),
    'The position in the log of the last thing in it. You have read this version now.',
  ),
  story: entries('What the customer told, wants, corrected, and had to repeat.'),
  tried: entries('What was answered and tried.'),
  promised: described(Type.Array(Promised), 'What was promised.'),
  refused: entries('What was refused, declined, not answered, and dropped.'),
  spokenTo: entries('Who was spoken to, and by which name.'),
  minutes: described(
    Type.Integer({ minimum: 0 }),
    'Minutes that the customer spent in contacts waiting and repeating.',
  ),
});

const said = { by: 'customer-salma', at: '2026-11-24T09:30:00.000Z' };

export const dossierRoutes = {
  read: {
    name: 'readDossier',
    method: 'GET',
    path: '/v1/escalations/:id/dossier',
    summary:
      'The dossier of an escalation as it is now: what was told, tried, promised and refused, who ' +
      'was spoken to, and the minutes it cost. It is recorded that you have read this version.',
    roles: staff,
    answer: {
      schema: Dossier,
      example: {
        escalation: escalationId,
        version: 41,
        story: [{ type: 'PainPointTold', ...said, text: 'I lose my calls.' }],
        tried: [],
        promised: [],
        refused: [],
        spokenTo: [],
        minutes: 25,
      },
    },
    problems: ['escalation.not-found'],
  },
  take: {
    name: 'TakeContact',
    method: 'POST',
    path: '/v1/escalations/:id/contacts',
    summary: 'Contact the customer. First read the dossier as it is now: a story is told once.',
    roles: staff,
    ifMatch: 'allowed',
    states: ['occurredAt'],
    body: TakeContact,
    example: { contact, name: 'Mona from the network team' },
    answer,
    problems: refused('not-accepted', 'not-yours', 'dossier-unread', 'over'),
  },
  note: {
    name: 'NoteContact',
    method: 'POST',
    path: '/v1/escalations/:id/contact-notices',
    summary:
      'For a telephone system: the customer was connected with somebody. It is kept, and says ' +
      '`unread` if they had not read the dossier.',
    roles: ['integration'],
    states: ['occurredAt'],
    body: NoteContact,
    example: { contact, person: 'manager-mona' },
    answer,
    problems: refused('integration-only', 'over'),
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
