import { canonical, decideBy, type Decider, evolveBy } from '#eventing';

import type { LevelPolicyCommand } from './level-policy.commands.js';
import type { LevelPolicy, LevelPolicyEvent } from './level-policy.events.js';
import { ensure } from './level-policy.rules.js';

interface PolicyState {
  readonly version: number;
  readonly policy?: LevelPolicy;
  readonly isRetired?: true;
}

const ensureSound = ({ targets }: LevelPolicy) =>
  ensure(new Set(targets.map(({ target }) => target)).size === targets.length, 'target-twice');

export const levelPolicyDecider: Decider<PolicyState, LevelPolicyCommand, LevelPolicyEvent> = {
  name: 'servicelevelpolicy',
  initial: { version: 0 },
  creates: ['CreateServiceLevelPolicy'],
  evolve: evolveBy<PolicyState, LevelPolicyEvent>({
    ServiceLevelPolicyCreated: (_, { version, policy }) => ({ version, policy }),
    ServiceLevelPolicyPublished: (_, { version, policy }) => ({ version, policy }),
    ServiceLevelPolicyRetired: (state) => ({ ...state, isRetired: true }),
  }),
  decide: decideBy<PolicyState, LevelPolicyCommand, LevelPolicyEvent>({
    CreateServiceLevelPolicy: (_, { data: policy, at: from }) => {
      ensureSound(policy);
      return [{ type: 'ServiceLevelPolicyCreated', data: { version: 1, policy, from } }];
    },
    PublishServiceLevelPolicy: (state, { data: policy, at: from }) => {
      ensure(state.policy !== undefined, 'not-found');
      ensure(!state.isRetired, 'retired');
      ensureSound(policy);
      if (canonical(state.policy) === canonical(policy)) return [];
      const version = state.version + 1;
      return [{ type: 'ServiceLevelPolicyPublished', data: { version, policy, from } }];
    },
    RetireServiceLevelPolicy: ({ policy, version, isRetired }) => {
      ensure(policy !== undefined, 'not-found');
      return isRetired ? [] : [{ type: 'ServiceLevelPolicyRetired', data: { version } }];
    },
  }),
};
