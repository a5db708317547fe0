import type { DatabaseSync } from 'node:sqlite';
import { valueOf } from '../connection/database.js';
import { prepareForm, type StoredForm } from '../connection/stored-form.js';

/**
 * Secrets lie in a table of their own, each in a cell that is only ever written at the end of the
 * table and overwritten in place with as many bytes: so that SQLite never moves one, and none is
 * left behind in a corner of a page. What was destroyed stays so, whatever asks for it.
 */
const tables = `
  create table keys (
    id integer primary key,
    person text not null,
    key text not null unique,
    since text not null,
    destroyed text
  ) strict;
  create index keys_by_person on keys (person, key);
  create unique index one_key_at_a_time on keys (person) where destroyed is null;
  create table secrets (
    id integer primary key,
    wrapped blob not null
  ) strict;
  create table mark (
    one integer primary key check (one = 1),
    position integer not null,
    leaf text not null
  ) strict;
  create trigger keys_stay before delete on keys
    begin select raise(abort, 'A key is destroyed, never removed from the vault.'); end;
  create trigger tombstones_stay before update on keys
    when old.destroyed is not null
    begin select raise(abort, 'A destroyed key stays destroyed.'); end;
  create trigger secrets_stay before delete on secrets
    begin select raise(abort, 'A secret is overwritten, never removed.'); end;
  create trigger secrets_keep_their_place before update on secrets
    when new.id <> old.id or length(new.wrapped) <> length(old.wrapped)
    begin select raise(abort, 'A secret is overwritten in place.'); end;
`;

/** The file of the vault. */
export const vaultForm: StoredForm = { what: 'vault', application: 'AmVt', version: 1, tables };

/** Makes the tables in a new file; refuses a file in another form. */
export const prepareVaultSchema = (database: DatabaseSync, file: string): void => {
  database.exec('pragma secure_delete = on');
  if (valueOf(database.prepare('pragma secure_delete')) !== 1)
    throw new Error(`${file} cannot keep its promise: SQLite does not overwrite what it deletes.`);
  prepareForm(database, file, vaultForm);
};
