import type { CommandContext, Message } from '../messages.js';
import type { Commands } from './commands.js';
import type { AnyDecider } from './decider.js';
import type { Receipt } from './handle.js';

/** Carries out commands that need I/O (reading, sending) before they are decided. */
export interface CommandHandler {
  handle(id: string, command: Message & CommandContext): Promise<Receipt>;
}

/** The handler for commands of this type; undefined where the decider alone is enough. */
export type HandlerOf = (type: string) => CommandHandler | undefined;

/** Sends a command to the decider of its aggregate, found by the aggregate's name. */
export class CommandDispatcher {
  readonly #deciders: ReadonlyMap<string, AnyDecider>;

  constructor(
    private readonly commands: Pick<Commands, 'send'>,
    deciders: readonly AnyDecider[],
    private readonly handlerOf: HandlerOf = () => undefined,
  ) {
    this.#deciders = new Map(deciders.map((decider) => [decider.name, decider]));
  }

  /**
   * Rejects with the decider's refusals; with an `Error` where no decider has the aggregate's name.
   */
  readonly dispatch = async (
    aggregate: string,
    id: string,
    command: Message & CommandContext,
  ): Promise<Receipt> => {
    const handler = this.handlerOf(command.type);
    if (handler) return handler.handle(id, command);
    const decider = this.#deciders.get(aggregate);
    if (!decider) throw new Error(`There is no decider for "${aggregate}".`);
    return this.commands.send(decider, id, command);
  };
}
