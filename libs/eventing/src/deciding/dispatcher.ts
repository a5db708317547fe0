import type { CommandContext, Message } from '../messages.js';
import type { Commands } from './commands.js';
import type { AnyDecider } from './decider.js';
import type { Receipt } from './handle.js';

/** What somebody else carries out, because it has to read or to send before it is decided. */
export interface CommandHandler {
  handle(id: string, command: Message & CommandContext): Promise<Receipt>;
}

/** Who carries out commands of this type; undefined where it is decided at once. */
export type HandlerOf = (type: string) => CommandHandler | undefined;

/** Brings a command to the decider of its aggregate, by the aggregate's name. */
export class CommandDispatcher {
  readonly #deciders: ReadonlyMap<string, AnyDecider>;

  constructor(
    private readonly commands: Pick<Commands, 'send'>,
    deciders: readonly AnyDecider[],
    private readonly handlerOf: HandlerOf = () => undefined,
  ) {
    this.#deciders = new Map(deciders.map((decider) => [decider.name, decider]));
  }

  /** Rejects with the decider's refusals; with an `Error` where nobody decides for the aggregate. */
  readonly dispatch = async (
    aggregate: string,
    id: string,
    command: Message & CommandContext,
  ): Promise<Receipt> => {
    const handler = this.handlerOf(command.type);
    if (handler) return handler.handle(id, command);
    const decider = this.#deciders.get(aggregate);
    if (!decider) throw new Error(`Nobody decides for "${aggregate}".`);
    return this.commands.send(decider, id, command);
  };
}
