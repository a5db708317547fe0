import type { CommandsOf } from '#eventing';

import type { ChainMember } from './team.events.js';

/** Every command of a team. */
export type TeamCommand = CommandsOf<{
  CreateTeam: { name: string; accountable: string };
  RenameTeam: { name: string };
  AddMember: { member: string };
  /** Takes the person out of everything that they are in the team: member, in the chain, accountable. */
  RemoveMember: { member: string };
  NameAccountablePerson: { person: string };
  SetEscalationChain: { managers: readonly ChainMember[] };
}>;
