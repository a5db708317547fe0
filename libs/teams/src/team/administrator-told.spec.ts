import { describe, expect, it } from '@jest/globals';
import { derivedCommandId, keyOf, project, type ScheduledCommand } from '#eventing';
import { recordedAs } from '#eventing/testing';
import type { NoticeCommand, NoticeEvent } from '#notifications';

import { administratorToldPolicy } from './administrator-told.policy.js';
import type { TeamEvent } from './team.events.js';

type Row = ScheduledCommand<NoticeCommand>;

const context = {
  id: '019ab3c4-5d6e-7000-8f00-0123456789ab',
  tenant: 'acme',
  by: { kind: 'manager', id: 'mona' },
  at: '2026-01-05T09:00:00.000Z',
  correlation: 'story',
} as const;
const team = '019ab3c4-5d6e-7fff-8f00-0123456789ab';
const named: TeamEvent = {
  type: 'AdministratorNamed',
  data: { person: 'robin', because: 'chain-empty' },
};

describe('an administrator who is named because nobody is left', () => {
  const [event] = recordedAs(`team-acme-${team}`, context, [named]);
  const notice = derivedCommandId(event!, 1);
  const row = project<TeamEvent | NoticeEvent, Row>(administratorToldPolicy, undefined, event!);
  const data = { person: 'robin', topic: 'chain-empty', about: { team } };

  it('is told, once', () => {
    expect(keyOf(administratorToldPolicy, event!)).toBe(notice);
    expect(row).toMatchObject({ id: notice, command: { type: 'NotifyStaff', data } });
    const told: NoticeEvent = { type: 'StaffNotified', data };
    const [notified] = recordedAs(`notice-acme-${notice}`, context, [told]);
    expect(keyOf(administratorToldPolicy, notified!)).toBe(notice);
    const after = project<TeamEvent | NoticeEvent, Row>(administratorToldPolicy, row!, notified!);
    expect(after).toBeNull();
  });
});
