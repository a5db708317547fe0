/** The names of what a data directory contains. */
export const dataFiles = {
  log: 'log.db',
  ledger: 'ledger.db',
  vault: 'vault.db',
  views: 'views.db',
  keys: 'keys.db',
  cursors: 'cursor.key',
  tombstones: 'forgotten',
  blobs: 'blobs',
  /** What a restore puts together, until it is in place. */
  restoring: 'restoring',
} as const;
