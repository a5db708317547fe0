import {
  happenedAt,
  idOf,
  type Message,
  type Moment,
  type RecordedEvent,
  type View,
} from '#eventing';

import type { ChainMember, TeamEvent } from '../team/team.events.js';

export interface TeamRow {
  readonly id: string;
  readonly name: string;
  readonly accountable: string;
  readonly members: readonly string[];
  readonly chain: readonly ChainMember[];
  readonly createdAt: Moment;
  readonly changedAt: Moment;
  readonly version: number;
}

const change =
  <E extends RecordedEvent<Message>>(of: (row: TeamRow, event: E) => Partial<TeamRow>) =>
  (row: TeamRow | undefined, event: E): TeamRow | undefined =>
    row && {
      ...row,
      ...of(row, event),
      version: event.revision + 1,
      changedAt: happenedAt(event),
    };

const peopleOf = ({ accountable, members, chain }: TeamRow) => [
  ...new Set([
    accountable,
    ...members,
    ...chain.flatMap(({ manager, deputies }) => [manager, ...deputies]),
  ]),
];

/** Teams as they are now. */
export const teamsView: View<TeamEvent, TeamRow> = {
  name: 'teams',
  version: 1,
  of: 'team',
  columns: {
    name: { type: 'text', of: ({ name }) => name.toLowerCase() },
    createdAt: { type: 'text', of: ({ createdAt }) => createdAt },
    accountable: { type: 'text', of: ({ accountable }) => accountable },
    people: { type: 'set', of: peopleOf },
  },
  indexes: [['name'], ['createdAt'], ['accountable', 'name']],
  search: ({ name }) => name,
  when: {
    TeamCreated: (_, event) => ({
      id: idOf(event.stream),
      name: event.data.name,
      accountable: '',
      members: [],
      chain: [],
      createdAt: happenedAt(event),
      changedAt: happenedAt(event),
      version: event.revision + 1,
    }),
    TeamRenamed: change((_, { data: { name } }) => ({ name })),
    MemberAdded: change(({ members }, { data }) => ({ members: [...members, data.member] })),
    MemberRemoved: change(({ members }, { data }) => ({
      members: members.filter((one) => one !== data.member),
    })),
    AccountablePersonNamed: change((_, { data: { person } }) => ({ accountable: person })),
    EscalationChainSet: change((_, { data: { managers } }) => ({ chain: managers })),
    AdministratorNamed: change((_, { data: { person, because } }) =>
      because === 'accountable-left' ? { accountable: person } : {},
    ),
  },
};
