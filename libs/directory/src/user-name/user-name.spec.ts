import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { type Actor, type CommandContext, fold, type RecordedEvent } from '#eventing';
import { rulesOf } from '#eventing/testing';

import { userNameDecider } from './user-name.decider.js';
import type { UserNameEvent } from './user-name.events.js';

/** Events as they were recorded when their schema was released; never changed and never removed. */
const samples = readFileSync(
  new URL('../../samples/user-name-events.v1.ndjson', import.meta.url),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as RecordedEvent<UserNameEvent>);

const okta: Actor = { kind: 'integration', id: 'okta' };
const at = '2026-01-06T09:00:00.000Z';
const context: CommandContext = {
  id: '019ab3c4-5d6e-7000-8f00-0123456789ab',
  tenant: 'acme',
  by: okta,
  at,
  correlation: 'story',
};
const name = rulesOf(userNameDecider, context);
const reserved: UserNameEvent = {
  type: 'UserNameReserved',
  data: { holder: 'salma', reservation: 'r1', at: '2026-01-05T09:00:00.000Z' },
};
const reserve = (holder: string, instead?: string) =>
  ({
    type: 'ReserveUserName',
    data: { holder, reservation: 'r2', ...(instead && { instead }) },
  }) as const;

describe('reserving a user name', () => {
  it('gives it to the one who comes first', () => {
    const data = { holder: 'omar', reservation: 'r2', at };
    name.given().when(reserve('omar')).thenHappened({ type: 'UserNameReserved', data });
    name.given(reserved).when(reserve('omar')).thenRefused('directory.exists');
  });

  it('is done anew for the same user, so that an older release frees nothing', () => {
    const data = { holder: 'salma', reservation: 'r2', at };
    const again = { type: 'UserNameReserved', data } as const;
    name.given(reserved).when(reserve('salma')).thenHappened(again);
    const release = { type: 'ReleaseUserName', data: { reservation: 'r1' } } as const;
    name.given(reserved, again).when(release).thenNothing();
  });

  it('takes over what came to nothing, and nothing newer than that', () => {
    const data = { holder: 'omar', reservation: 'r2', at };
    name
      .given(reserved)
      .when(reserve('omar', 'r1'))
      .thenHappened({ type: 'UserNameReserved', data });
    name.given(reserved).when(reserve('omar', 'r0')).thenRefused('directory.exists');
  });

  it('is possible again after the release', () => {
    const released = { type: 'UserNameReleased', data: { reservation: 'r1' } } as const;
    name
      .given(reserved)
      .when({ type: 'ReleaseUserName', data: { reservation: 'r1' } })
      .thenHappened(released);
    const data = { holder: 'omar', reservation: 'r2', at };
    name
      .given(reserved, released)
      .when(reserve('omar'))
      .thenHappened({ type: 'UserNameReserved', data });
  });
});

describe('every event of a user name that was ever released', () => {
  it('is read by the decider', () => {
    expect(fold(userNameDecider, samples.slice(0, 1)).reserved).toMatchObject({ holder: 'salma' });
    expect(fold(userNameDecider, samples).reserved).toBeUndefined();
  });
});
