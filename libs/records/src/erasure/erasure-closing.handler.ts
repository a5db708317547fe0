import { Inject, Injectable } from '@nestjs/common';
import {
  type CommandContext,
  CommandDispatcher,
  EventStore,
  newCommandId,
  ViewReader,
} from '#eventing';
import { type Context, CONTEXTS, type Person } from '#platform';

/** The context of commands that follow from an erasure, on other streams. */
export const bySystem = ({ id, tenant, at, correlation }: CommandContext): CommandContext => ({
  id: newCommandId(Date.parse(at)),
  tenant,
  by: { kind: 'system', id: 'erasure' },
  at,
  correlation,
  causation: id,
});

/** Closes everything of a person that is still open, in every context. */
@Injectable()
export class ErasureClosing {
  constructor(
    @Inject(CONTEXTS) private readonly contexts: readonly Context[],
    private readonly dispatcher: CommandDispatcher,
    private readonly events: EventStore,
    private readonly views: ViewReader,
  ) {}

  async close(context: CommandContext, person: Person): Promise<void> {
    const { contexts, dispatcher, events, views } = this;
    for (const { personal } of contexts)
      for await (const { aggregate, id, command } of personal.closing({ events, views }, person))
        await dispatcher.dispatch(aggregate, id, { ...bySystem(context), ...command });
  }
}
