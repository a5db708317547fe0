import { type CommandsOf, decideBy, type Decider, evolveBy, type Moment } from '#eventing';

import { ensure } from '../entry/entry.rules.js';
import type { UserNameEvent } from './user-name.events.js';

export type UserNameCommand = CommandsOf<{
  /** `instead`: a reservation that came to nothing, and may be taken over. */
  ReserveUserName: { holder: string; reservation: string; instead?: string };
  ReleaseUserName: { reservation: string };
}>;

export interface Reserved {
  readonly holder: string;
  readonly reservation: string;
  readonly at: Moment;
}

export interface UserName {
  readonly reserved?: Reserved | undefined;
}

export type UserNameDecider = Decider<UserName, UserNameCommand, UserNameEvent>;

/** One stream for each name, so that of several who want it at once one gets it. */
export const userNameDecider: UserNameDecider = {
  name: 'username',
  initial: {},
  evolve: evolveBy<UserName, UserNameEvent>({
    UserNameReserved: (_, reserved) => ({ reserved }),
    UserNameReleased: () => ({ reserved: undefined }),
  }),
  decide: decideBy<UserName, UserNameCommand, UserNameEvent>({
    ReserveUserName: ({ reserved }, { at, data: { holder, reservation, instead } }) => {
      const isTaken = reserved && reserved.holder !== holder && reserved.reservation !== instead;
      ensure(!isTaken, 'exists');
      return [{ type: 'UserNameReserved', data: { holder, reservation, at } }];
    },
    ReleaseUserName: ({ reserved }, { data }) =>
      reserved?.reservation === data.reservation ? [{ type: 'UserNameReleased', data }] : [],
  }),
};
