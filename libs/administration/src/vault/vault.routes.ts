import { Type } from 'typebox';
import { singleLine, strictObject, optional, type RouteRow, integer } from '#platform';

const count = integer(0, Number.MAX_SAFE_INTEGER);

const State = strictObject({
  keys: count,
  destroyed: count,
  current: singleLine(),
  masters: Type.Record(Type.String(), count),
  rotation: optional(strictObject({ done: count, total: count })),
});

const example = {
  keys: 4711,
  destroyed: 2,
  current: '8b1a9953c4611296',
  masters: { '8b1a9953c4611296': 4000, e4da3b7fbbce2345: 711 },
  rotation: { done: 4000, total: 4711 },
};

export const vaultRoutes = {
  read: {
    name: 'readVault',
    method: 'GET',
    path: '/v1/vault',
    summary: 'How many persons have a key, how many were forgotten, and how far a rotation is.',
    roles: ['administrator'],
    answer: { schema: State, example },
  },
  rotate: {
    name: 'rotateMasterKey',
    method: 'POST',
    path: '/v1/vault/rotation',
    summary:
      'Reads the master keys again (the file of AMENDS_MASTER_KEY_FILE may have a new first line), ' +
      'and wraps every key by the current one while the desk is in use.',
    roles: ['administrator'],
    answer: { status: 202, schema: State, example },
  },
} as const satisfies Readonly<Record<string, RouteRow>>;
