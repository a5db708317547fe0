import { described, optional, type RouteRow, strictObject, Type } from '#platform';

const position = Type.Integer({ minimum: 0 });
const name = described(Type.String(), 'The view’s name.');
const head = described(position, 'How far the log is.');

const State = strictObject({
  view: name,
  version: described(Type.Integer({ minimum: 1 }), 'The version of the view that is served.'),
  position: described(position, 'How far the view is.'),
  rebuilding: optional(described(position, 'How far the copy is that is being built beside it.')),
  fault: optional(described(Type.String(), 'Why it does not go on.')),
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
      schema: strictObject({ head, items: described(Type.Array(State), 'Every view.') }),
      example: { head: 42, items: [example] },
    },
  },
  rebuild: {
    name: 'rebuildView',
    method: 'POST',
    path: '/v1/views/:view/rebuild',
    summary: 'Builds a view again from the log, beside the one that serves; then they are swapped.',
    roles: ['administrator'],
    params: {
      view: described(
        Type.String({ maxLength: 64, pattern: '^[a-z][a-z0-9-]*$' }),
        'The view’s name.',
      ),
    },
    answer: {
      status: 202,
      schema: strictObject({ view: name, head }),
      example: { view: 'tickets', head: 42 },
    },
    problems: ['view.not-found'],
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
