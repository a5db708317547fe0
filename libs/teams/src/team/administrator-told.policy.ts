import { derivedCommandId, dueColumn, idOf, type Policy, schedule } from '#eventing';
import type { NoticeCommand, NoticeEvent } from '#notifications';

import type { TeamEvent } from './team.events.js';

/** Tells the administrator that they are named in the place of somebody who left. */
export const administratorToldPolicy: Policy<TeamEvent | NoticeEvent, NoticeCommand> = {
  name: 'administrators-told',
  version: 1,
  of: ['team', 'notice'],
  asks: 'notice',
  ...dueColumn,
  key: { AdministratorNamed: (event) => derivedCommandId(event, 1) },
  when: {
    AdministratorNamed: (_, event) => {
      const { person, because } = event.data;
      const data = { person, topic: because, about: { team: idOf(event.stream) } };
      const command = { type: 'NotifyStaff', data } as const;
      return schedule(event, { id: derivedCommandId(event, 1), command });
    },
    /** The row's key is the id of the notice. */
    StaffNotified: () => null,
  },
};
