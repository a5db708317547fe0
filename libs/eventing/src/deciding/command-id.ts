import { createHash, randomUUID } from 'node:crypto';

const momentOf = (milliseconds: number): string => {
  const hex = milliseconds.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
};

/** A command's id: a UUIDv7 whose twelve bits after the version are zero (see `eventIdOf`). */
export const newCommandId = (now: number): string =>
  `${momentOf(now)}-7000-${randomUUID().slice(19)}`;

/** The same id for everybody who uses the same key: the key's moment and sixty bits of its hash. */
export const commandIdOf = (key: string, since: number): string =>
  `${momentOf(since)}-7000-8${key.slice(0, 3)}-${key.slice(3, 15)}`;

/**
 * The id of the aggregate that a command creates. It is derived from the command's id, so a
 * repeated command finds what the first attempt created. The twelve bits count down from fff, so it
 * never equals an event's id.
 */
export const newAggregateId = (commandId: string, index = 0): string =>
  `${commandId.slice(0, 15)}${(0xfff - index).toString(16)}${commandId.slice(18)}`;

/**
 * The SHA-256 of several texts, in hex. Lengths are hashed too, so `ab, c` differs from `a, bc`.
 */
export const digestOf = (...texts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text.length}:`).update(text);
  return hash.digest('hex');
};

/** The moment in a UUIDv7, in milliseconds. */
const momentIn = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);

/**
 * The id of a command that follows from another one, by what it is for: the same when the first one
 * is repeated, so it is carried out once.
 */
export const causedCommandId = (commandId: string, ...what: readonly string[]): string =>
  commandIdOf(digestOf(commandId, ...what), momentIn(commandId));
