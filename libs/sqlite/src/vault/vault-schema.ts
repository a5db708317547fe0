import type { DatabaseSync } from 'node:sqlite';
import { valueOf } from '../connection/database.js';

/** Raised when the tables change; a file that is newer than the program is not opened. */
const SCHEMA = 1;

/**
 * Secrets lie in a table of their own, each in a cell that is only ever written at the end of the
 * table and overwritten in place with as many bytes: so that SQLite never moves one, and none is
 * left behind in a corner of a page. What was destroyed stays so, whatever asks for it.
 */
const tables = `
  create table persons (
    id integer primary key,
    person text not null unique,
    commitment text unique,
    since text not null,
    destroyed text
  ) strict;
  create table secrets (
    id integer primary key,
    wrapped blob not null
  ) strict;
  create table mark (
    one integer primary key check (one = 1),
    position integer not null,
    leaf text not null
  ) strict;
  create trigger persons_stay before delete on persons
    begin select raise(abort, 'A person is never removed from the vault.'); end;
  create trigger tombstones_stay before update on persons
    when old.destroyed is not null
    begin select raise(abort, 'A destroyed key stays destroyed.'); end;
  create trigger secrets_stay before delete on secrets
    begin select raise(abort, 'A secret is overwritten, never removed.'); end;
  create trigger secrets_keep_their_place before update on secrets
    when new.id <> old.id or length(new.wrapped) <> length(old.wrapped)
    begin select raise(abort, 'A secret is overwritten in place.'); end;
  pragma user_version = ${SCHEMA};
`;

/** Makes the tables in a new file; refuses a file that a newer version wrote. */
export const prepareVaultSchema = (database: DatabaseSync, file: string): void => {
  database.exec('pragma secure_delete = on');
  if (valueOf(database.prepare('pragma secure_delete')) !== 1)
    throw new Error(`${file} cannot keep its promise: SQLite does not overwrite what it deletes.`);
  database.exec('begin immediate');
  try {
    const version = Number(valueOf(database.prepare('pragma user_version')));
    if (version > SCHEMA)
      throw new Error(`${file} was written by a newer version of this program.`);
    if (version === 0) database.exec(tables);
    database.exec('commit');
  } catch (error) {
    if (database.isTransaction) database.exec('rollback');
    throw error;
  }
};
