import { UnknownForm } from '#eventing';

import type { DatabaseSync } from 'node:sqlite';
import { valueOf } from './database.js';

/** The form that a file is in: what it is, which version of it, and its tables. */
export interface StoredForm {
  /** What the file is, in words: `log`. */
  readonly what: string;
  /** Four letters in the header of the file, by which other tools know it too. */
  readonly application: string;
  /** Rises when the form changes. */
  readonly version: number;
  readonly tables: string;
}

const numberOf = (application: string) => Buffer.from(application, 'latin1').readInt32BE();

const pragma = (database: DatabaseSync, name: string) =>
  Number(valueOf(database.prepare(`pragma ${name}`)));

const isEmpty = (database: DatabaseSync) =>
  Number(valueOf(database.prepare('select count(*) from sqlite_schema'))) === 0;

/** Throws `UnknownForm` for a file that is in any other form. */
export const checkForm = (database: DatabaseSync, file: string, form: StoredForm): void => {
  const [application, version] = [
    pragma(database, 'application_id'),
    pragma(database, 'user_version'),
  ];
  const isOurs = application === numberOf(form.application);
  if (isOurs && version === form.version) return;
  if (isOurs && version > form.version)
    throw new UnknownForm(
      `${file} is a ${form.what} in form ${version}, written by a newer version of this program, ` +
        `which reads form ${form.version}. Start the newer version.`,
    );
  throw new UnknownForm(
    `${file} is not a ${form.what} in a form that this program reads (form ${form.version}). ` +
      'If it was made before the first release: move it away, and start with an empty folder.',
  );
};

const make = (database: DatabaseSync, { application, version, tables }: StoredForm) =>
  database.exec(`
    ${tables}
    pragma application_id = ${numberOf(application)};
    pragma user_version = ${version};
  `);

/** Makes the tables in a new file; refuses, with a sentence, a file in any other form. */
export const prepareForm = (database: DatabaseSync, file: string, form: StoredForm): void => {
  database.exec('begin immediate');
  try {
    const isNew = isEmpty(database) && pragma(database, 'user_version') === 0;
    if (isNew) make(database, form);
    else checkForm(database, file, form);
    database.exec('commit');
  } catch (error) {
    if (database.isTransaction) database.exec('rollback');
    throw error;
  }
};
