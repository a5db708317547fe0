import { describe, it } from '@jest/globals';
import { rulesOf } from '#eventing/testing';

import { queueDecider } from './queue.decider.js';
import type { QueueEvent } from './queue.events.js';

const { given } = rulesOf(queueDecider, {
  id: '019ab3c4-5d6e-7000-8f00-0123456789ab',
  tenant: 'acme',
  by: { kind: 'manager', id: 'mona' },
  at: '2026-01-05T09:00:00.000Z',
  correlation: 'story',
});
const assign = (team: string) => ({ type: 'AssignQueue', data: { team } }) as const;
const assigned: QueueEvent = { type: 'QueueAssigned', data: { team: 'networks' } };
const released: QueueEvent = { type: 'QueueReleased', data: { team: 'networks' } };

describe('a queue', () => {
  it('is given to a team once', () => {
    given().when(assign('networks')).thenHappened(assigned);
    given(assigned).when(assign('networks')).thenNothing();
  });

  it('passes from one team to another, and says from which', () =>
    given(assigned)
      .when(assign('servers'))
      .thenHappened({ type: 'QueueAssigned', data: { team: 'servers', from: 'networks' } }));

  it('is taken from its team once', () => {
    given(assigned).when({ type: 'ReleaseQueue', data: {} }).thenHappened(released);
    given(assigned, released).when({ type: 'ReleaseQueue', data: {} }).thenNothing();
  });
});
