import { FORM } from '#eventing';

import type { StoredForm } from '../connection/stored-form.js';

/**
 * A stream is known by the position of its first event, so that it needs no counter of its own.
 * Every index grows at its end: streams are named with UUIDv7s, positions and the numbers of streams
 * rise. There is no index over the ids of events: an append that is repeated is recognised at its
 * own revisions of its own stream.
 *
 * The database itself refuses to change, remove or insert anything but what comes next. (A trigger
 * on delete alone would be passed by `insert or replace`.)
 */
const tables = `
  create table streams (
    name text primary key,
    first integer not null
  ) without rowid;
  create table events (
    position integer primary key,
    stream integer not null,
    revision integer not null,
    leaf blob not null,
    envelope blob not null,
    data blob not null
  );
  create unique index events_by_stream on events (stream, revision);
  create trigger events_are_only_appended before insert on events
    when new.position is not coalesce((select max(position) from events), 0) + 1
      or new.revision is not
        coalesce((select max(revision) from events where stream = new.stream), -1) + 1
    begin select raise(abort, 'An event is only ever appended.'); end;
  create trigger events_are_never_changed before update on events
    begin select raise(abort, 'An event is never changed.'); end;
  create trigger events_are_never_deleted before delete on events
    begin select raise(abort, 'An event is never deleted.'); end;
  create trigger streams_are_never_changed before update on streams
    begin select raise(abort, 'A stream is never renamed.'); end;
  create trigger streams_are_never_deleted before delete on streams
    begin select raise(abort, 'A stream is never deleted.'); end;
`;

/** The log's file. Its version is that of the form of the events in it. */
export const logForm: StoredForm = { what: 'log', application: 'AmLg', version: FORM, tables };
