import { decideBy, type Decider, type Decisions, evolveBy, isTimeZone } from '#eventing';

import type { TeamCommand } from './team.commands.js';
import type { ChainMember, TeamEvent } from './team.events.js';
import { ensure } from './team.rules.js';
import type { TeamSettings } from './team.settings.js';

interface Team {
  readonly name?: string;
  readonly accountable?: string;
  readonly members: readonly string[];
  readonly chain: readonly ChainMember[];
}

export type TeamDecider = Decider<Team, TeamCommand, TeamEvent>;

const MOST_MEMBERS = 500;

const evolve = evolveBy<Team, TeamEvent>({
  TeamCreated: (team, { name }) => ({ ...team, name }),
  TeamRenamed: (team, { name }) => ({ ...team, name }),
  MemberAdded: (team, { member }) => ({ ...team, members: [...team.members, member] }),
  MemberRemoved: (team, { member }) => ({
    ...team,
    members: team.members.filter((one) => one !== member),
  }),
  AccountablePersonNamed: (team, { person }) => ({ ...team, accountable: person }),
  EscalationChainSet: (team, { managers }) => ({ ...team, chain: managers }),
  AdministratorNamed: (team, { person, because }) =>
    because === 'accountable-left' ? { ...team, accountable: person } : team,
});

const ensureExists = ({ name }: Team) => ensure(name !== undefined, 'not-found');

const ensureRight = ({ manager, deputies, timeZone, hours = [] }: ChainMember) => {
  ensure(isTimeZone(timeZone), 'unknown-time-zone', { timeZone });
  ensure(!deputies.includes(manager), 'own-deputy', { manager });
  for (const { from, to } of hours) ensure(from < to, 'hours-reversed', { from, to });
};

const ensureChain = (managers: readonly ChainMember[]) => {
  const names = managers.map(({ manager }) => manager);
  ensure(new Set(names).size === names.length, 'twice-in-chain');
  for (const each of managers) ensureRight(each);
};

const isIn = (chain: readonly ChainMember[], person: string) =>
  chain.some(({ manager, deputies }) => manager === person || deputies.includes(person));

const chainWithout = (chain: readonly ChainMember[], person: string) =>
  chain
    .filter(({ manager }) => manager !== person)
    .map((each) => ({ ...each, deputies: each.deputies.filter((one) => one !== person) }));

const ensureRoom = ({ members }: Team) => ensure(members.length < MOST_MEMBERS, 'too-many-members');

const isSame = (a: readonly ChainMember[], b: readonly ChainMember[]) =>
  JSON.stringify(a) === JSON.stringify(b);

const administratorNamed = (
  person: string,
  because: 'accountable-left' | 'chain-empty',
): TeamEvent => ({ type: 'AdministratorNamed', data: { person, because } });

const chainSet = (
  managers: readonly ChainMember[],
  { administrator }: TeamSettings,
): readonly TeamEvent[] => [
  { type: 'EscalationChainSet', data: { managers } },
  ...(managers.length === 0 ? [administratorNamed(administrator, 'chain-empty')] : []),
];

const leaves = (team: Team, member: string, settings: TeamSettings): readonly TeamEvent[] => {
  const isMember = team.members.includes(member);
  const { administrator } = settings;
  const wasAccountable = team.accountable === member && member !== administrator;
  return [
    ...(isMember ? [{ type: 'MemberRemoved', data: { member } } as const] : []),
    ...(isIn(team.chain, member) ? chainSet(chainWithout(team.chain, member), settings) : []),
    ...(wasAccountable ? [administratorNamed(administrator, 'accountable-left')] : []),
  ];
};

const staffing = (settings: TeamSettings) =>
  ({
    AddMember: (team, { data }) => {
      if (team.members.includes(data.member)) return [];
      ensureRoom(team);
      return [{ type: 'MemberAdded', data }];
    },
    RemoveMember: (team, { data: { member } }) => leaves(team, member, settings),
    SetEscalationChain: ({ chain }, { data: { managers } }) => {
      ensureChain(managers);
      return isSame(chain, managers) ? [] : chainSet(managers, settings);
    },
  }) satisfies Partial<Decisions<Team, TeamCommand, TeamEvent>>;

const naming = {
  CreateTeam: (_, { data: { name, accountable } }) => [
    { type: 'TeamCreated', data: { name } },
    { type: 'AccountablePersonNamed', data: { person: accountable } },
  ],
  RenameTeam: ({ name: was = '' }, { data: { name } }) =>
    name === was ? [] : [{ type: 'TeamRenamed', data: { name, was } }],
  NameAccountablePerson: ({ accountable: was }, { data: { person } }) =>
    person === was
      ? []
      : [{ type: 'AccountablePersonNamed', data: { person, ...(was !== undefined && { was }) } }],
} satisfies Partial<Decisions<Team, TeamCommand, TeamEvent>>;

/** All decisions about a team. Where nobody is left, the administrator is named at once. */
export const teamDecider = (settings: TeamSettings): TeamDecider => {
  const decide = decideBy<Team, TeamCommand, TeamEvent>({ ...naming, ...staffing(settings) });
  return {
    name: 'team',
    initial: { members: [], chain: [] },
    creates: ['CreateTeam'],
    evolve,
    decide: (team, command) => {
      if (command.type !== 'CreateTeam') ensureExists(team);
      return decide(team, command);
    },
  };
};
