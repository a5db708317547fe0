import {
  type CommandsOf,
  type DataOf,
  decideBy,
  type Decider,
  evolveBy,
  rulebook,
} from '#eventing';

import type { NoticeEvent } from './notice.events.js';

export type NoticeCommand = CommandsOf<{
  /** From policies, with an id derived from their event: the same cause notifies once. */
  NotifyStaff: DataOf<NoticeEvent, 'StaffNotified'>;
  ReadNotice: {};
}>;

interface Notice {
  readonly person?: string;
  readonly isRead: boolean;
}

/** What is refused about notices. */
export const noticeRules = rulebook('notice', {
  'not-found': ['missing', 'Notice not found.', 'لا يوجد إشعار كهذا.'],
});

/** A notice to one member of staff. To others it does not exist. */
export const noticeDecider: Decider<Notice, NoticeCommand, NoticeEvent> = {
  name: 'notice',
  initial: { isRead: false },
  creates: ['NotifyStaff'],
  evolve: evolveBy<Notice, NoticeEvent>({
    StaffNotified: (notice, { person }) => ({ ...notice, person }),
    NoticeRead: (notice) => ({ ...notice, isRead: true }),
  }),
  decide: decideBy<Notice, NoticeCommand, NoticeEvent>({
    NotifyStaff: (_, { data }) => [{ type: 'StaffNotified', data }],
    ReadNotice: ({ person, isRead }, { by }) => {
      noticeRules(person === by.id, 'not-found');
      return isRead ? [] : [{ type: 'NoticeRead', data: {} }];
    },
  }),
};
