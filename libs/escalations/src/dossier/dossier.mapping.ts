import { happenedAt, lookUp, type Message, type RecordedEvent } from '#eventing';

export const sections = ['story', 'tried', 'refused', 'spokenTo'] as const;
export type Section = (typeof sections)[number];

/** One thing that the next person must know. */
export interface DossierEntry {
  readonly type: string;
  /** Who said or did it; a policy of the system has the policy's name. */
  readonly by: string;
  readonly at: string;
  /** What was said, in the words of whoever said it. */
  readonly text?: string;
  /** The name that the customer was told. */
  readonly name?: string;
}

interface Found {
  readonly section: Section;
  readonly text?: string | undefined;
  readonly name?: string | undefined;
  readonly by?: string | undefined;
}

type Words = Readonly<Record<string, string | undefined>>;

const joined = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join('\n');

const told =
  (...names: readonly string[]) =>
  (data: Words): Found => ({
    section: 'story',
    text: joined(...names.map((name) => lookUp(data, name))),
  });

/** What of each event belongs into the dossier; other events do not. */
const rows: Readonly<Record<string, (data: Words) => Found>> = {
  PainPointTold: told('hurts', 'stops', 'wants'),
  CustomerReplied: told('text'),
  ResolutionRejected: told('reason'),
  TicketReopened: told('reason'),
  FactCorrected: ({ fact, is, was, words }) => ({
    section: 'story',
    text: joined(`${fact}: ${String(is)} (was: ${String(was)})`, words),
  }),
  StoryTold: told('words'),
  StoryAskedAgain: told('words'),
  EscalationRequested: told('reason', 'wants'),
  EscalationJoined: told('reason', 'wants'),
  EscalationReturned: told('reason'),
  AgentReplied: ({ text }) => ({ section: 'tried', text }),
  ResolutionProposed: ({ text, by }) => ({ section: 'tried', text, by }),
  ServiceRefused: ({ rule, reason }) => ({ section: 'refused', text: joined(rule, reason) }),
  HandoffDeclined: ({ reason, by }) => ({ section: 'refused', text: reason, by }),
  HandoffTimedOut: () => ({ section: 'refused' }),
  ContactDropped: ({ accountable }) => ({ section: 'refused', by: accountable }),
  EscalationDeclined: ({ reason, name, person }) => ({
    section: 'refused',
    text: reason,
    name,
    by: person,
  }),
  EscalationLapsed: ({ person }) => ({ section: 'refused', by: person }),
  AgentJoined: ({ agent, toldAs }) => ({ section: 'spokenTo', by: agent, name: toldAs }),
  HandoffAccepted: ({ by }) => ({ section: 'spokenTo', by }),
  EscalationAccepted: ({ person, name }) => ({ section: 'spokenTo', by: person, name }),
};

const entryOf = (event: RecordedEvent, { text, name, by }: Found): DossierEntry => ({
  type: event.type,
  by: by ?? event.meta.onBehalfOf ?? event.meta.actor.id,
  at: happenedAt(event),
  ...(text !== undefined && text !== '' && { text }),
  ...(name !== undefined && { name }),
});

export interface DossierEntries {
  /** The position of the last event in it. */
  readonly version: number;
  readonly entries: Readonly<Record<Section, readonly DossierEntry[]>>;
}

/** Puts together what happened, in the order in which it happened. */
export const dossierOf = (events: readonly RecordedEvent<Message>[]): DossierEntries => {
  const found = events
    .toSorted((a, b) => a.position - b.position)
    .flatMap((event) => {
      const row = lookUp(rows, event.type);
      return row ? [{ event, found: row(event.data as Words) }] : [];
    });
  const of = (section: Section) =>
    found
      .filter((each) => each.found.section === section)
      .map((each) => entryOf(each.event, each.found));
  return {
    version: found.at(-1)?.event.position ?? 0,
    entries: {
      story: of('story'),
      tried: of('tried'),
      refused: of('refused'),
      spokenTo: of('spokenTo'),
    },
  };
};
