/** Primary result codes of SQLite: it is in use, its disk failed, its disk is full. */
const unable: ReadonlySet<number> = new Set([5, 6, 10, 13]);
const codes: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EIO', 'EROFS']);

interface Fault {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly errcode?: number;
  readonly cause?: unknown;
}

/**
 * Whether an error means that the storage could not be written or read: neither the caller's fault
 * nor a bug.
 */
export const isStorageFault = (error: unknown): boolean => {
  const { name, code, errcode = 0, cause } = Object(error) as Fault;
  const isDatabase = code === 'ERR_SQLITE_ERROR' && unable.has(errcode & 0xff);
  if (isDatabase || codes.has(code) || name === 'StoreFault') return true;
  return cause !== undefined && isStorageFault(cause);
};
