import {
  aggregateOf,
  type CommandContext,
  type CommandHandler,
  type Commands,
  type EventStore,
  idOf,
  type Message,
  type Receipt,
  type RecordedEvent,
  secondsAfter,
} from '#eventing';

import type { Clocks } from '../clock/clocks.handler.js';
import { isHistory } from '../clock/course.state.js';
import { followingDecider, type FollowTickets } from './following.decider.js';
import { clockFollowingPolicy, IMPORT_SECONDS } from './following.policy.js';

/** So many events of the log are looked at before other scheduled commands have their turn. */
const PAGE = 200;

export interface FollowingParts {
  readonly commands: Pick<Commands, 'send'>;
  readonly events: Pick<EventStore, 'readAll'>;
  readonly clocks: Clocks;
}

/** Counts the clocks of the tickets to which something happened, and records how far it came. */
export class Following implements CommandHandler {
  constructor(private readonly parts: FollowingParts) {}

  async handle(id: string, command: Message & CommandContext): Promise<Receipt> {
    const { of, after } = (command as FollowTickets).data;
    const events = await this.#eventsFor(command);
    const through = events.at(-1)?.position ?? after;
    const tickets = this.#ticketsIn(events, command);
    await this.parts.clocks.countAll(tickets, command);
    const data = { of, through, tickets: tickets.length };
    return this.parts.commands.send(followingDecider, id, {
      ...command,
      type: 'RecordFollowing',
      data,
    });
  }

  /** Of an import, only what is old enough to be whole. */
  async #eventsFor(command: Message & CommandContext): Promise<readonly RecordedEvent[]> {
    const { of, after } = (command as FollowTickets).data;
    const events = await this.parts.events.readAll({ after, limit: PAGE });
    if (of === 'what-happens') return events;
    const isYoung = ({ meta }: RecordedEvent) => secondsAfter(meta.at, IMPORT_SECONDS) > command.at;
    const end = events.findIndex(isYoung);
    return end < 0 ? events : events.slice(0, end);
  }

  #ticketsIn(events: readonly RecordedEvent[], command: CommandContext & Message) {
    const isImport = (command as FollowTickets).data.of === 'imports';
    const concerned = events.filter(
      (event) =>
        event.meta.tenant === command.tenant &&
        aggregateOf(event.stream) === 'ticket' &&
        Object.hasOwn(clockFollowingPolicy.when, event.type) &&
        isHistory(event) === isImport,
    );
    return [...new Set(concerned.map(({ stream }) => idOf(stream)))];
  }
}
