import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** Read so often that rows without names are worth it. */
const asList = (statement: StatementSync): StatementSync => {
  statement.setReturnArrays(true);
  return statement;
};

/** Of the map's nodes. */
const nodeStatements = (database: DatabaseSync) => ({
  node: asList(
    database.prepare('select hashes, key, revision, head from nodes where log = ? and path = ?'),
  ),
  nodes: asList(
    database.prepare(
      `select path, hashes, key, revision, head from nodes
       where log = ? and path in (select value from json_each(?))`,
    ),
  ),
  putNode: database.prepare(
    'insert or replace into nodes (log, path, hashes, key, revision, head) values (?, ?, ?, ?, ?, ?)',
  ),
});

/** The statements of the file of Merkle logs, prepared once. */
export const ledgerStatements = (database: DatabaseSync) => ({
  ...nodeStatements(database),
  position: database.prepare('select position from reached'),
  tenants: database.prepare('select tenant from logs order by tenant'),
  log: database.prepare('select number, size, note from logs where tenant = ?'),
  tile: database.prepare('select hashes from tiles where log = ? and level = ? and tile = ?'),
  leaves: database.prepare(
    'select leaf, position from leaves where log = ? and leaf >= ? and leaf < ?',
  ),
  entries: database.prepare(
    'select leaf, entry from entries where log = ? and leaf >= ? and leaf < ?',
  ),
  indexOf: database.prepare('select leaf from leaves where position = ?'),
  keys: database.prepare(
    'select key, since, until from signers where log = ? order by since, until, key',
  ),
  putLog: database.prepare(
    `insert into logs (tenant, size, note) values (?, ?, ?)
     on conflict (tenant) do update set size = excluded.size, note = excluded.note`,
  ),
  cosign: database.prepare('update logs set note = note || ? where tenant = ? and size = ?'),
  putTile: database.prepare(
    `insert into tiles (log, level, tile, hashes) values (?, ?, ?, ?)
     on conflict (log, level, tile) do update set hashes = excluded.hashes`,
  ),
  addLeaf: database.prepare('insert into leaves (position, log, leaf) values (?, ?, ?)'),
  addEntry: database.prepare('insert into entries (log, leaf, entry) values (?, ?, ?)'),
  putKey: database.prepare(
    `insert into signers (log, key, since, until) values (?, ?, ?, ?)
     on conflict (log, key) do update set until = excluded.until`,
  ),
  putPosition: database.prepare('insert or replace into reached (one, position) values (1, ?)'),
});
