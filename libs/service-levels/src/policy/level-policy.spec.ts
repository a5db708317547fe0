import { describe, it } from '@jest/globals';
import { rulesOf } from '#eventing/testing';

import { context, monday } from '../levels.fixture.js';
import { levelPolicyDecider } from './level-policy.decider.js';
import type { LevelPolicy, LevelPolicyEvent } from './level-policy.events.js';

const policy = rulesOf(levelPolicyDecider, context);

const vpn: LevelPolicy = {
  name: 'VPN',
  appliesTo: { services: ['vpn'] },
  targets: [{ target: 'resolution', minutes: 480, atRisk: 75 }],
  pausesFor: ['customer'],
};
const quicker = { ...vpn, targets: [{ ...vpn.targets[0]!, minutes: 240 }] };

const created: LevelPolicyEvent = {
  type: 'ServiceLevelPolicyCreated',
  data: { version: 1, policy: vpn, from: monday },
};
const retired: LevelPolicyEvent = { type: 'ServiceLevelPolicyRetired', data: { version: 1 } };

const publish = (data: LevelPolicy) => ({ type: 'PublishServiceLevelPolicy', data }) as const;
const create = (data: LevelPolicy) => ({ type: 'CreateServiceLevelPolicy', data }) as const;
const retire = { type: 'RetireServiceLevelPolicy', data: {} } as const;

describe('a policy of service levels', () => {
  it('has a first version when it is created', () =>
    policy.given().when(create(vpn)).thenHappened(created));

  it('has a next version, in force from that moment', () =>
    policy
      .given(created)
      .when(publish(quicker), { at: '2026-02-01T00:00:00.000Z' })
      .thenHappened({
        type: 'ServiceLevelPolicyPublished',
        data: { version: 2, policy: quicker, from: '2026-02-01T00:00:00.000Z' },
      }));

  it('has no next version where nothing changes', () =>
    policy.given(created).when(publish(vpn)).thenNothing());

  it('names each target once', () => {
    const twice = { ...vpn, targets: [...vpn.targets, ...vpn.targets] };
    policy.given().when(create(twice)).thenRefused('service-level-policy.target-twice');
    policy.given(created).when(publish(twice)).thenRefused('service-level-policy.target-twice');
  });

  it('is retired once, and has no next version then', () => {
    policy.given(created).when(retire).thenHappened(retired);
    policy.given(created, retired).when(retire).thenNothing();
    policy
      .given(created, retired)
      .when(publish(quicker))
      .thenRefused('service-level-policy.retired');
  });

  it('cannot be changed before it exists', () => {
    policy.given().when(publish(vpn)).thenRefused('service-level-policy.not-found');
    policy.given().when(retire).thenRefused('service-level-policy.not-found');
  });
});
