import type { MessagesOf } from '#eventing';

/** Which team has a queue of tickets. The stream's id is the queue's name. */
export type QueueEvent = MessagesOf<{
  QueueAssigned: { team: string; from?: string };
  QueueReleased: { team: string };
}>;
