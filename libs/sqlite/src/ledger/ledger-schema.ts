import type { StoredForm } from '../connection/stored-form.js';

const tables = `
  create table logs (
    number integer primary key,
    tenant text not null unique,
    size integer not null,
    note text not null
  ) strict;
  create table tiles (
    log integer not null,
    level integer not null,
    tile integer not null,
    hashes blob not null,
    unique (log, level, tile)
  ) strict;
  create table leaves (
    position integer primary key,
    log integer not null,
    leaf integer not null,
    unique (log, leaf)
  ) strict;
  create table entries (
    log integer not null,
    leaf integer not null,
    entry blob not null,
    primary key (log, leaf)
  ) strict, without rowid;
  create table nodes (
    log integer not null,
    path text not null,
    hashes blob not null,
    key blob,
    revision integer,
    head blob,
    primary key (log, path)
  ) strict, without rowid;
  create table signers (
    log integer not null,
    key text not null,
    since integer not null,
    until integer not null,
    primary key (log, key)
  ) strict, without rowid;
  create table reached (one integer primary key check (one = 1), position integer not null) strict;
`;

/** The file of the Merkle logs. */
export const ledgerForm: StoredForm = { what: 'ledger', application: 'AmLd', version: 1, tables };
