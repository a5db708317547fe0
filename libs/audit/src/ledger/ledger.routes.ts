import { described, type RouteRow, strictObject, Type } from '#platform';

const Tenant = Type.String({ pattern: '^[a-z0-9]{1,32}$', maxLength: 32 });
const tenant = described(Tenant, 'Whose log it is.');
const Part = Type.String({ pattern: '^[a-z0-9.]{1,7}$', maxLength: 7 });
const part = described(Part, 'A part of the tile’s name.');

const text = Type.String();
const size = Type.Integer({ minimum: 0 });

const Key = strictObject({
  key: described(text, 'The verifier key (C2SP signed-note).'),
  from: described(size, 'The first size of the log that it has signed.'),
  to: described(size, 'The last size of the log that it has signed.'),
});

const Keys = strictObject({
  keys: described(Type.Array(Key), 'Every key that has signed a checkpoint of this log.'),
  witnesses: described(
    Type.Array(text),
    'Who holds the last checkpoint outside the data; empty where nobody does.',
  ),
});

const example =
  'amends.localhost/ledger/acme+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';

const tile = (depth: number, params: readonly string[]) =>
  ({
    name: `readTile${depth}`,
    method: 'GET',
    path: `/ledger/:tenant/tile/:level${params.map((name) => `/:${name}`).join('')}`,
    summary: `Hashes of the log of a tenant (C2SP tlog-tiles), by a name of ${depth} parts.`,
    roles: 'anyone',
    params: {
      tenant,
      level: part,
      ...Object.fromEntries(params.map((name) => [name, part])),
    },
    answer: { media: 'application/octet-stream', schema: text },
    problems: ['http.not-found'],
  }) as const satisfies RouteRow;

const entries = (depth: number, params: readonly string[]) =>
  ({
    name: `readEntries${depth}`,
    method: 'GET',
    path: `/ledger/:tenant/tile/entries${params.map((name) => `/:${name}`).join('')}`,
    summary: `Entries of the log of a tenant (C2SP tlog-tiles), by a name of ${depth} parts.`,
    roles: ['auditor'],
    scope: 'audit:read',
    params: { tenant, ...Object.fromEntries(params.map((name) => [name, part])) },
    answer: { media: 'application/octet-stream', schema: text },
    problems: ['http.not-found'],
  }) as const satisfies RouteRow;

/** A name has two parts in a small log, and one more for each thousand tiles and for a partial tile. */
export const ledgerRoutes = {
  checkpoint: {
    name: 'readCheckpoint',
    method: 'GET',
    path: '/ledger/:tenant/checkpoint',
    summary: 'How large the log of a tenant is, and its root, signed (C2SP tlog-checkpoint).',
    roles: 'anyone',
    params: { tenant },
    answer: { media: 'text/plain', schema: text },
    problems: ['http.not-found'],
  },
  keys: {
    name: 'listLedgerKeys',
    method: 'GET',
    path: '/ledger/:tenant/keys',
    summary: 'The keys that have signed checkpoints of this log, with the sizes that they signed.',
    roles: 'anyone',
    params: { tenant },
    answer: {
      schema: Keys,
      example: { keys: [{ key: example, from: 2, to: 4711 }], witnesses: ['folder'] },
    },
    problems: ['http.not-found'],
  },
  tile2: tile(2, ['a']),
  tile3: tile(3, ['a', 'b']),
  tile4: tile(4, ['a', 'b', 'c']),
  tile5: tile(5, ['a', 'b', 'c', 'd']),
  entries2: entries(2, ['a']),
  entries3: entries(3, ['a', 'b']),
  entries4: entries(4, ['a', 'b', 'c']),
  entries5: entries(5, ['a', 'b', 'c', 'd']),
} as const satisfies Readonly<Record<string, RouteRow>>;
