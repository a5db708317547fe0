import { expect } from '@jest/globals';
import { seal } from '../log/canonical.js';
import { fold, type Decider } from './decider.js';
import type { Issued, Message, Meta, Recorded, Unissued } from '../messages.js';
import { eventIdOf } from '../stream.js';
import { keyOf, project, type View } from '../views/view.js';

/** `given(...events).when(command).thenHappened(...events)` for a decider, without a store. */
export const rulesOf = <S, C extends Message & Issued, E extends Message>(
  decider: Decider<S, C, E>,
  issued: Issued,
) => ({
  given: (...history: readonly E[]) => ({
    when: (command: Unissued<C>, other: Partial<Issued> = {}) => {
      const decide = () =>
        decider.decide(fold(decider, history), {
          ...issued,
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

/** Events as a store would have recorded them, all in one stream, a position apart. */
export const recordedAs = <E extends Message>(
  stream: string,
  issued: Issued,
  events: readonly (E & { readonly meta?: Partial<Meta> })[],
): Recorded<E>[] =>
  events.map(({ type, data, meta }, revision) => {
    const { tenant, by: actor, at, correlation, id: causation } = issued;
    const event = {
      id: eventIdOf(issued.id, revision),
      stream,
      revision,
      type,
      schema: 1,
      data,
      meta: { tenant, actor, at, correlation, causation, ...meta },
    };
    return {
      ...event,
      ...seal(event),
      position: revision + 1,
      recordedAt: at,
    } as unknown as Recorded<E>;
  });

/** `given(...events).shows(row)` for a view of one row, without a store. */
export const rowsOf = <E extends Message, Row>(
  view: View<E, Row>,
  issued: Issued,
  stream: string,
) => ({
  given: (...events: readonly (E & { readonly meta?: Partial<Meta> })[]) => {
    const rows = new Map<string, Row>();
    for (const event of recordedAs(stream, issued, events)) {
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
