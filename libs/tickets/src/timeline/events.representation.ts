import {
  described,
  Id,
  Moment,
  oneOf,
  oneOfBy,
  optional,
  orNull,
  type Properties,
  Pseudonym,
  type Schema,
  strictObject,
  Type,
} from '#platform';

import {
  awaited,
  channels,
  closures,
  facts,
  grades,
  kinds,
  priorities,
  relations,
  type TicketEvent,
} from '../ticket/ticket.events.js';
import { Origin, PainPoint, Requester } from '../worklist/ticket.representation.js';

/** What is told of an event, and what it means. */
interface EventForm {
  readonly says: string;
  readonly data: Schema;
}

const text = Type.String();
const flag = Type.Boolean();
const fact = Type.Union([text, flag]);

const Classified = strictObject({
  category: optional(described(text, 'What kind of matter it is; left out, it stayed as it was.')),
  service: optional(described(text, 'The service that it is about; left out, it stayed.')),
  impact: described(oneOf(grades), 'How much is hit.'),
  urgency: described(oneOf(grades), 'How soon it must end.'),
});

/** What the ticket that goes on needs of this one. */
const Continuation = strictObject({
  kind: described(oneOf(kinds), 'Whether something is broken, or something is wanted.'),
  subject: described(text, 'What it is about.'),
  requester: described(Requester, 'The customer whose ticket it is.'),
  queue: described(text, 'The queue that it is put into.'),
  classification: optional(described(Classified, 'How it is classified.')),
});

const follow = optional(
  described(Continuation, 'What the new ticket begins with. Not for customers.'),
);
const said = described(text, 'What was said.');
const by = (channel: string) => described(oneOf(channels), channel);
const link = {
  ticket: described(Id, 'The other ticket.'),
  relation: described(oneOf(relations), 'How this ticket stands to the other one.'),
  answers: optional(described(flag, 'The link was made at the other ticket. Not for customers.')),
};
const watcher = described(Pseudonym, 'The pseudonym of the watcher.');

const form = (says: string, properties: Properties): EventForm => ({
  says,
  data: strictObject(properties),
});

const opening = {
  TicketOpened: form('It was opened.', {
    kind: described(oneOf(kinds), 'Whether something is broken, or something is wanted.'),
    subject: described(text, 'What it is about, in one line.'),
    requester: described(Requester, 'The customer whose ticket it is.'),
    channel: by('How the customer reached the desk.'),
    origin: optional(described(Origin, 'Where it was first. Not for customers.')),
    follows: optional(described(Id, 'The closed ticket that it continues.')),
  }),
  PainPointTold: { says: 'The customer told what hurts.', data: PainPoint },
} as const;

const working = {
  TicketClassified: { says: 'Staff classified it.', data: Classified },
  PriorityDerived: form('Its priority followed from impact and urgency.', {
    priority: described(oneOf(priorities), 'The priority.'),
    impact: described(oneOf(grades), 'How much is hit.'),
    urgency: described(oneOf(grades), 'How soon it must end.'),
    matrix: described(text, 'The version of the matrix that it follows from.'),
  }),
  TicketQueued: form('It was put into a queue.', {
    queue: described(text, 'The queue.'),
    from: optional(described(text, 'The queue that it was in.')),
  }),
  TicketAssigned: form('It was given to somebody.', {
    assignee: described(Pseudonym, 'Who works on it.'),
    from: optional(described(Pseudonym, 'Who worked on it before. Not for customers.')),
  }),
  TicketReleased: form('Nobody works on it any more.', {
    assignee: described(Pseudonym, 'Who worked on it.'),
    reason: optional(described(text, 'Why.')),
  }),
  TicketPutOnHold: form('It was put on hold.', {
    awaiting: described(oneOf(awaited), 'What it waits for.'),
    reason: described(text, 'Why.'),
    until: optional(
      described(Moment, 'Until when; left out, until a reply or until it is resumed.'),
    ),
  }),
  TicketResumed: form('Work on it went on.', {
    because: described(oneOf(['reply', 'time', 'staff']), 'What ended the hold.'),
  }),
} as const;

const talking = {
  CustomerReplied: form('The customer, or a watcher, replied.', {
    text: said,
    channel: by('How it was said.'),
    late: optional(described(flag, 'It was closed for too long: a linked ticket goes on.')),
    follow,
  }),
  AgentReplied: form('Staff replied.', { text: said, channel: by('How it was said.') }),
  NoteAdded: form('Staff noted something. Not for customers.', {
    text: described(text, 'What they noted.'),
  }),
  AttachmentAdded: form('A file was attached.', {
    attachment: described(Id, 'The file’s id, by which it is read.'),
    name: described(text, 'What the file is called.'),
    size: described(Type.Integer({ minimum: 0 }), 'How many bytes it has.'),
    mediaType: described(text, 'Its type.'),
    sha256: described(text, 'The SHA-256 of its bytes, in hex.'),
    staffOnly: described(flag, 'Whether customers do not see it.'),
  }),
  AttachmentRemoved: form('A file was removed; nobody can read it any more.', {
    attachment: described(Id, 'The file’s id.'),
    reason: described(text, 'Why.'),
    sha256: described(text, 'The SHA-256 of its bytes, in hex.'),
    staffOnly: described(flag, 'Whether customers did not see it.'),
  }),
  FileDestroyed: form('The bytes of a removed file are gone. Not for customers.', {
    attachment: described(Id, 'The file’s id.'),
    shared: described(flag, 'Whether they stay because another ticket has the same file.'),
  }),
  WatcherAdded: form('Somebody may read it and reply to it from now on.', { watcher }),
  WatcherRemoved: form('Somebody does not watch it any more.', {
    watcher,
    into: optional(described(Id, 'The ticket where they leave too. Not for customers.')),
  }),
  CompanionRemoved: form(
    'Somebody left with a ticket that was merged into it. Not for customers.',
    {
      watcher,
      ticket: described(Id, 'The ticket with which they came along.'),
    },
  ),
} as const;

const resolving = {
  ResolutionProposed: form('Staff proposed a resolution.', {
    text: described(text, 'What was done.'),
    answerBy: described(Moment, 'Until when the customer has time to answer.'),
    by: optional(described(Pseudonym, 'Who proposes it.')),
  }),
  ResolutionConfirmed: form('The customer confirmed it.', {
    words: optional(described(text, 'What the customer said about it.')),
  }),
  ResolutionRejected: form('The customer rejected it.', {
    reason: optional(described(text, 'What is still wrong; left out, a correction says it.')),
  }),
  TicketClosed: form('It was closed.', {
    as: described(oneOf(closures), 'How.'),
    reopenUntil: described(Moment, 'Until when the customer’s word opens it again.'),
  }),
  TicketReopened: form('It was opened again.', {
    was: described(oneOf([...closures, 'resolution-proposed']), 'What it was before.'),
    because: described(oneOf(['asked', 'reply', 'correction']), 'What opened it.'),
    reason: optional(described(text, 'Why it is not over.')),
  }),
  TicketWithdrawn: form('The customer withdrew it.', {
    reason: described(text, 'Why it is no longer needed.'),
  }),
} as const;

const correcting = {
  FactCorrected: form('The customer corrected it; staff cannot overwrite it.', {
    fact: described(oneOf(facts), 'What was wrong.'),
    was: described(orNull(fact), 'What stood there before.'),
    is: described(fact, 'What is right.'),
    words: optional(described(text, 'What the customer said about it.')),
    follow,
  }),
  FactDisputed: form('Staff disputed a correction, which stands.', {
    fact: described(oneOf(facts), 'Which correction.'),
    reason: described(text, 'Why.'),
  }),
} as const;

const linking = {
  TicketsLinked: form('It was linked with another ticket.', {
    ...link,
    people: optional(
      described(Type.Array(Pseudonym), 'Who came along with a merge. Not for customers.'),
    ),
  }),
  TicketsUnlinked: form('A link was taken away.', {
    ...link,
    merge: optional(described(flag, 'A merge was undone. Not for customers.')),
  }),
  TicketMerged: form('It was merged into another ticket.', {
    into: described(Id, 'The ticket that goes on.'),
    reason: described(text, 'Why both are the same.'),
  }),
} as const;

/** What is told of each event of a ticket: a row for each, or it does not compile. */
export const eventForms: { readonly [Type in TicketEvent['type']]: EventForm } = {
  ...opening,
  ...working,
  ...talking,
  ...resolving,
  ...correcting,
  ...linking,
};

/** Something that is told once for each event of a ticket: its `type` decides what its `data` are. */
export const byEvent = (name: string, properties: Properties): Schema =>
  oneOfBy(
    'type',
    Object.fromEntries(
      Object.entries(eventForms).map(([type, { says, data }]) => [
        `${type}${name}`,
        strictObject({
          ...properties,
          type: described(Type.Literal(type), says),
          data: described(data, 'What is told of it.'),
        }),
      ]),
    ),
  );
