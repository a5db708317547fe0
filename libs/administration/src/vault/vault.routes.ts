import { described, optional, type RouteRow, strictObject, Type } from '#platform';

const count = Type.Integer({ minimum: 0 });

const Rotation = strictObject({
  done: described(count, 'How many keys are wrapped by the new master key.'),
  total: described(count, 'How many keys there are to wrap.'),
});

const State = strictObject({
  keys: described(count, 'How many persons have a key.'),
  destroyed: described(count, 'How many keys were destroyed.'),
  current: described(Type.String(), 'The name of the master key that wraps new keys.'),
  masters: described(Type.Record(Type.String(), count), 'How many keys each master key wraps.'),
  rotation: optional(described(Rotation, 'How far a rotation is, while it runs.')),
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
