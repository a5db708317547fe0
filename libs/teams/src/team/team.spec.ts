import { describe, it } from '@jest/globals';
import { rulesOf } from '#eventing/testing';

import { teamDecider } from './team.decider.js';
import type { ChainMember, TeamEvent } from './team.events.js';

const { given } = rulesOf(teamDecider({ administrator: 'robin' }), {
  id: '019ab3c4-5d6e-7000-8f00-0123456789ab',
  tenant: 'acme',
  by: { kind: 'manager', id: 'mona' },
  at: '2026-01-05T09:00:00.000Z',
  correlation: 'story',
});

const mona: ChainMember = { manager: 'mona', deputies: ['dina'], timeZone: 'Africa/Cairo' };
const max: ChainMember = { manager: 'max', deputies: ['mona'], timeZone: 'Europe/Berlin' };

const created: readonly TeamEvent[] = [
  { type: 'TeamCreated', data: { name: 'Network' } },
  { type: 'AccountablePersonNamed', data: { person: 'mona' } },
];
const withAna: TeamEvent = { type: 'MemberAdded', data: { member: 'ana' } };
const chain = (...managers: readonly ChainMember[]): TeamEvent => ({
  type: 'EscalationChainSet',
  data: { managers },
});
const setChain = (...managers: readonly ChainMember[]) =>
  ({ type: 'SetEscalationChain', data: { managers } }) as const;
const remove = (member: string) => ({ type: 'RemoveMember', data: { member } }) as const;
const administrator = (because: 'accountable-left' | 'chain-empty'): TeamEvent => ({
  type: 'AdministratorNamed',
  data: { person: 'robin', because },
});

describe('creating a team', () => {
  it('names the person who is accountable', () =>
    given()
      .when({ type: 'CreateTeam', data: { name: 'Network', accountable: 'mona' } })
      .thenHappened(...created));

  it('comes before everything else', () =>
    given().when(remove('ana')).thenRefused('team.not-found'));
});

describe('changing a team', () => {
  it('renames it once', () => {
    const rename = { type: 'RenameTeam', data: { name: 'Networks' } } as const;
    const renamed: TeamEvent = { type: 'TeamRenamed', data: { name: 'Networks', was: 'Network' } };
    given(...created)
      .when(rename)
      .thenHappened(renamed);
    given(...created, renamed)
      .when(rename)
      .thenNothing();
  });

  it('adds a member once', () => {
    const add = { type: 'AddMember', data: { member: 'ana' } } as const;
    given(...created)
      .when(add)
      .thenHappened(withAna);
    given(...created, withAna)
      .when(add)
      .thenNothing();
  });

  it('stops at 500 members', () => {
    const many = Array.from({ length: 500 }, (_, each): TeamEvent => ({
      type: 'MemberAdded',
      data: { member: `agent-${each}` },
    }));
    const add = { type: 'AddMember', data: { member: 'ana' } } as const;
    given(...created, ...many)
      .when(add)
      .thenRefused('team.too-many-members');
    given(...created, ...many.slice(1))
      .when(add)
      .thenHappened(withAna);
  });

  it('names another accountable person once', () => {
    const name = { type: 'NameAccountablePerson', data: { person: 'max' } } as const;
    const named: TeamEvent = {
      type: 'AccountablePersonNamed',
      data: { person: 'max', was: 'mona' },
    };
    given(...created)
      .when(name)
      .thenHappened(named);
    given(...created, named)
      .when(name)
      .thenNothing();
  });
});

describe('setting the escalation chain', () => {
  it('keeps the order, and says the same thing once', () => {
    given(...created)
      .when(setChain(mona, max))
      .thenHappened(chain(mona, max));
    given(...created, chain(mona, max))
      .when(setChain(mona, max))
      .thenNothing();
    given(...created, chain(mona, max))
      .when(setChain(max, mona))
      .thenHappened(chain(max, mona));
  });

  it('names the administrator when nobody is in it', () =>
    given(...created, chain(mona))
      .when(setChain())
      .thenHappened(chain(), administrator('chain-empty')));

  it('is refused for a zone that does not exist', () =>
    given(...created)
      .when(setChain({ ...mona, timeZone: 'Africa/Kairo' }))
      .thenRefused('team.unknown-time-zone'));

  it('is refused for hours that end before they begin', () => {
    const nights = { days: [1], from: '22:00', to: '06:00' };
    given(...created)
      .when(setChain({ ...mona, hours: [nights] }))
      .thenRefused('team.hours-reversed');
  });

  it('is refused for a manager who is in it twice, or their own deputy', () => {
    given(...created)
      .when(setChain(mona, mona))
      .thenRefused('team.twice-in-chain');
    given(...created)
      .when(setChain({ ...mona, deputies: ['mona'] }))
      .thenRefused('team.own-deputy');
  });
});

describe('somebody who leaves a team', () => {
  it('is no member any more', () => {
    given(...created, withAna)
      .when(remove('ana'))
      .thenHappened({ type: 'MemberRemoved', data: { member: 'ana' } });
    given(...created)
      .when(remove('ana'))
      .thenNothing();
  });

  it('is taken out of the chain, also as a deputy', () =>
    given(...created, { type: 'AccountablePersonNamed', data: { person: 'max' } }, chain(mona, max))
      .when(remove('mona'))
      .thenHappened(chain({ ...max, deputies: [] })));

  it('leaves the administrator when they were the last of the chain, and accountable', () =>
    given(...created, chain(mona))
      .when(remove('mona'))
      .thenHappened(chain(), administrator('chain-empty'), administrator('accountable-left')));

  it('leaves the team as it is when the administrator answers for it already', () =>
    given(...created, administrator('accountable-left'))
      .when(remove('robin'))
      .thenNothing());
});
