import { expect } from '@jest/globals';
import { encodeAndHash } from '../log/envelope.js';
import { fold, type Decider } from './decider.js';
import type { CommandContext, Message, Meta, RecordedEvent, CommandPayload } from '../messages.js';
import { eventIdOf } from '../stream.js';
import { keyOf, project, type View } from '../views/view.js';

/** `given(...events).when(command).thenHappened(...events)` for a decider, without a store. */
export const rulesOf = <S, C extends Message & CommandContext, E extends Message>(
  decider: Decider<S, C, E>,
  context: CommandContext,
) => ({
  given: (...history: readonly E[]) => ({
    when: (command: CommandPayload<C>, other: Partial<CommandContext> = {}) => {
      const decide = () =>
        decider.decide(fold(decider, history), {
          ...context,
          ...command,
          ...other,
        } as unknown as C);
      return {
        thenHappened: (...events: readonly E[]) => expect(decide()).toEqual(events),
        thenNothing: () => expect(decide()).toEqual([]),
        thenRefused: (code: string, details?: object) =>
          expect(decide).toThrow(
            expect.objectContaining({
              code,
              ...(details && { details: expect.objectContaining(details) }),
            }),
          ),
      };
    },
  }),
});

/** Events as a store would have recorded them, all in one stream, at consecutive positions. */
export const recordedAs = <E extends Message>(
  stream: string,
  context: CommandContext,
  events: readonly (E & { readonly meta?: Partial<Meta> })[],
): RecordedEvent<E>[] =>
  events.map(({ type, data, meta }, revision) => {
    const { tenant, by: actor, at, correlation, id: causation } = context;
    const event = {
      id: eventIdOf(context.id, revision),
      stream,
      revision,
      type,
      schema: 1,
      data,
      meta: { tenant, actor, at, correlation, causation, ...meta },
      recordedAt: at,
    };
    return {
      ...event,
      ...encodeAndHash(event),
      position: revision + 1,
    } as unknown as RecordedEvent<E>;
  });

/** `given(...events).shows(row)` for a view of one row, without a store. */
export const rowsOf = <E extends Message, Row>(
  view: View<E, Row>,
  context: CommandContext,
  stream: string,
) => ({
  given: (...events: readonly (E & { readonly meta?: Partial<Meta> })[]) => {
    const rows = new Map<string, Row>();
    for (const event of recordedAs(stream, context, events)) {
      const key = keyOf(view, event);
      const row = project(view, rows.get(key), event);
      if (row === null) rows.delete(key);
      else if (row !== undefined) rows.set(key, row);
    }
    return {
      shows: (...expected: readonly Row[]) => expect([...rows.values()]).toEqual(expected),
      showsMatching: (...expected: readonly object[]) =>
        expect([...rows.values()]).toMatchObject(expected),
    };
  },
});
