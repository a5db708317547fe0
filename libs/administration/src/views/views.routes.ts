import { Type } from 'typebox';
import { singleLine, strictObject, optional, type RouteRow, integer } from '#platform';

const position = integer(0, Number.MAX_SAFE_INTEGER);

const State = strictObject({
  view: singleLine(),
  version: integer(0, 1_000_000),
  position,
  rebuilding: optional(position),
  fault: optional(Type.String()),
});

const example = { view: 'tickets', version: 1, position: 42 };

export const viewsRoutes = {
  list: {
    name: 'listViews',
    method: 'GET',
    path: '/v1/views',
    summary: 'How far each view is, and the copy that is being built beside it.',
    roles: ['administrator'],
    answer: {
      schema: strictObject({ head: position, items: Type.Array(State) }),
      example: { head: 42, items: [example] },
    },
  },
  rebuild: {
    name: 'rebuildView',
    method: 'POST',
    path: '/v1/views/:view/rebuild',
    summary: 'Builds a view again from the log, beside the one that serves; then they are swapped.',
    roles: ['administrator'],
    params: { view: Type.String({ pattern: '^[a-z][a-z0-9-]{0,63}$' }) },
    answer: {
      status: 202,
      schema: strictObject({ view: singleLine(), head: position }),
      example: { view: 'tickets', head: 42 },
    },
    problems: ['view.not-found'],
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
