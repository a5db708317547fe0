import { Inject, Injectable } from '@nestjs/common';
import { type Moment, ViewReader } from '#eventing';

import { type QueueTeamRow, queueTeamsView } from '../queue/queue-teams.view.js';
import { type AbsencesRow, absencesView } from '../staff/absences.view.js';
import type { ChainMember } from '../team/team.events.js';
import type { TeamSettings } from '../team/team.settings.js';
import { TEAM_SETTINGS } from '../team/team.tokens.js';
import { type TeamRow, teamsView } from '../teams/teams.view.js';
import { type Available, availableAt } from './chain.mapping.js';

/** Who answers for a queue, and to whom its escalations are offered. */
export interface QueueChain {
  /** Absent when the queue has no team: the administrator answers for it. */
  readonly team?: string;
  /** The one named person who is accountable. */
  readonly accountable: string;
  /** Those who are there, in order, with deputies in the place of those who are not. Never empty. */
  readonly people: readonly Available[];
}

const personsIn = (chain: readonly ChainMember[]) =>
  chain.flatMap(({ manager, deputies }) => [manager, ...deputies]);

/** Finds the people of a queue at a moment. */
@Injectable()
export class Chains {
  constructor(
    private readonly views: ViewReader,
    @Inject(TEAM_SETTINGS) private readonly settings: TeamSettings,
  ) {}

  /** Who answers for what has no queue, or whose queue has no team. */
  get administrator(): string {
    return this.settings.administrator;
  }

  /** The chain as it is now, and who of it is there at a moment. */
  async chainFor(tenant: string, queue: string | undefined, at: Moment): Promise<QueueChain> {
    const team = queue === undefined ? undefined : await this.#teamOf(tenant, queue);
    const { administrator } = this.settings;
    if (!team) return { accountable: administrator, people: [{ person: administrator }] };
    const { id, accountable, chain } = team;
    const absences = await this.#absencesOf(tenant, chain);
    const of = (person: string) => absences.get(person) ?? [];
    return { team: id, accountable, people: availableAt(chain, of, { at, administrator }) };
  }

  async #teamOf(tenant: string, queue: string): Promise<TeamRow | undefined> {
    const row = await this.views.get<QueueTeamRow>(queueTeamsView, tenant, queue);
    return row && this.views.get<TeamRow>(teamsView, tenant, row.team);
  }

  /** Also of the deputies that absences name. */
  async #absencesOf(tenant: string, chain: readonly ChainMember[]) {
    const first = await this.#rowsOf(tenant, personsIn(chain));
    const named = first.flatMap(({ absences }) =>
      absences.flatMap(({ deputy }) => (deputy === undefined ? [] : [deputy])),
    );
    const all = [...first, ...(await this.#rowsOf(tenant, named))];
    return new Map(all.map(({ person, absences }) => [person, absences]));
  }

  async #rowsOf(tenant: string, persons: readonly string[]): Promise<readonly AbsencesRow[]> {
    const get = (person: string) => this.views.get<AbsencesRow>(absencesView, tenant, person);
    const rows = await Promise.all([...new Set(persons)].map(get));
    return rows.filter((row) => row !== undefined);
  }
}
