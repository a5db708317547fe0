import type { MessagesOf, Moment } from '#eventing';

/** Who has a user name. The stream is named by a keyed digest: nobody reads or tries a name in it. */
export type UserNameEvent = MessagesOf<{
  /** `holder`: the user's id. `reservation`: what a release must name, so that none frees a later one. */
  UserNameReserved: { holder: string; reservation: string; at: Moment };
  UserNameReleased: { reservation: string };
}>;
