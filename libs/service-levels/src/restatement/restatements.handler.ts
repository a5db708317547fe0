import {
  type CommandContext,
  type CommandHandler,
  commandIdOf,
  type Commands,
  digestOf,
  type Message,
  type Receipt,
  type ViewReader,
} from '#eventing';

import type { Clocks } from '../clock/clocks.handler.js';
import { type ClockRow, clocksView } from '../clock/clocks.view.js';
import { type RestateClocks, restatementDecider } from './restatement.decider.js';

/** So many clocks are looked at before other scheduled commands have their turn. */
const PAGE = 50;

export interface RestatementsParts {
  readonly commands: Pick<Commands, 'send'>;
  readonly views: Pick<ViewReader, 'page'>;
  readonly clocks: Clocks;
}

/** Counts the clocks that run again, because a policy or a calendar has changed. */
export class Restatements implements CommandHandler {
  constructor(private readonly parts: RestatementsParts) {}

  async handle(id: string, command: Message & CommandContext): Promise<Receipt> {
    const { cause, after } = (command as RestateClocks).data;
    const calendar = cause.kind === 'calendar' ? { calendar: cause.id } : {};
    const { rows, next } = await this.parts.views.page<ClockRow>(clocksView, {
      tenant: command.tenant,
      where: { active: 1, ...calendar },
      order: [{ column: 'ticket' }],
      limit: PAGE,
      ...(after && { after }),
    });
    const tickets = [...new Set(rows.map(({ ticket }) => ticket))];
    await Promise.all(tickets.map((ticket) => this.#restate(ticket, command)));
    const data = { cause, tickets: tickets.length, ...(next && { after: next }) };
    const recorded = { ...command, type: 'RecordRestatement', data } as const;
    return this.parts.commands.send(restatementDecider, id, recorded);
  }

  #restate(ticket: string, command: Message & CommandContext): Promise<Receipt> {
    const id = commandIdOf(digestOf(command.id, ticket), Date.parse(command.at));
    const data = {};
    const causation = command.id;
    return this.parts.clocks.handle(ticket, {
      ...command,
      id,
      causation,
      type: 'ReckonClocks',
      data,
    });
  }
}
