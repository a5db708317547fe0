/** What went wrong below us, as far as it decides what to do next. */
export type FaultKind = 'busy' | 'full' | 'broken';

const kinds: Readonly<Record<number, FaultKind>> = { 5: 'busy', 6: 'busy', 13: 'full' };

/** The kind of an error that SQLite raised; nothing for errors of other origin. */
export const faultKindOf = (error: unknown): FaultKind | undefined => {
  const { code, errcode } = Object(error) as { code?: string; errcode?: number };
  if (code !== 'ERR_SQLITE_ERROR' || errcode === undefined) return undefined;
  // The low byte is the primary code; the rest tells, for example, which system call it was.
  return kinds[errcode & 0xff] ?? 'broken';
};

/**
 * The store could not do it, and nobody knows whether it was done: retry with the same ids and the
 * same version. The cause says what happened below.
 */
export class StoreFault extends Error {
  override readonly name = 'StoreFault';

  constructor(message: string, cause?: unknown) {
    super(message, { cause });
  }
}
