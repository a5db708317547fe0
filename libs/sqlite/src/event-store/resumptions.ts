import { DatabaseSync } from 'node:sqlite';
import type { Resumption } from '#eventing';

import { checkForm } from '../connection/stored-form.js';
import { logForm } from './event-schema.js';

const LAST = 'select coalesce(max(position), 0) from events';
const AFTER_RESTORE = `coalesce((select first from resumptions where after = (${LAST})), (${LAST}) + 1)`;

/** The position of the next event: in a log as it was always written, and in one that was restored. */
export const NEXT = { whole: `select (${LAST}) + 1`, restored: `select ${AFTER_RESTORE}` } as const;

/** Only a log that was restored has this table. What comes next is what it says. */
const tables = `
  create table resumptions (
    after integer primary key,
    first integer not null check (first > after)
  );
  create trigger resumptions_are_never_changed before update on resumptions
    begin select raise(abort, 'A resumption is never changed.'); end;
  create trigger resumptions_are_never_deleted before delete on resumptions
    begin select raise(abort, 'A resumption is never deleted.'); end;
  drop trigger events_are_only_appended;
  create trigger events_are_only_appended before insert on events
    when new.position is not ${AFTER_RESTORE}
      or new.revision is not
        coalesce((select max(revision) from events where stream = new.stream), -1) + 1
    begin select raise(abort, 'An event is only ever appended.'); end;
`;

const hasTable = (database: DatabaseSync): boolean =>
  database.prepare(`select 1 from sqlite_schema where name = 'resumptions'`).get() !== undefined;

/** Where a log went on after it was restored, in order; empty for one that never was. */
export const resumptionsIn = (database: DatabaseSync): readonly Resumption[] => {
  if (!hasTable(database)) return [];
  const rows = database.prepare('select after, first from resumptions order by after').all();
  return rows as unknown as readonly Resumption[];
};

/**
 * Makes a restored log go on at a position that was never given out. Throws `UnknownForm` for what
 * is no log.
 */
export const resumeLog = (file: string, first: number): void => {
  const database = new DatabaseSync(file);
  try {
    checkForm(database, file, logForm);
    database.exec('begin immediate');
    if (!hasTable(database)) database.exec(tables);
    // A backup that was made right after a restore names a beginning that may have been used since.
    database
      .prepare(`insert or replace into resumptions (after, first) values ((${LAST}), ?)`)
      .run(first);
    database.exec('commit');
  } finally {
    database.close();
  }
};
