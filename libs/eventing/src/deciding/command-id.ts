import { createHash, randomUUID } from 'node:crypto';

const momentOf = (milliseconds: number): string => {
  const hex = milliseconds.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}`;
};

/** A command's id: a UUIDv7 whose twelve bits after the version are zero (see `eventIdOf`). */
export const newCommandId = (now: number): string =>
  `${momentOf(now)}-7000-${randomUUID().slice(19)}`;

/** The same for everybody who asks the same under one key: its moment and sixty bits of the key. */
export const commandIdOf = (key: string, since: number): string =>
  `${momentOf(since)}-7000-8${key.slice(0, 3)}-${key.slice(3, 15)}`;

/**
 * The id of what a command makes. It follows from the command's id, so a repetition finds what the
 * first attempt made; counted down from fff, so it is no event's id.
 */
export const newAggregateId = (commandId: string, index = 0): string =>
  `${commandId.slice(0, 15)}${(0xfff - index).toString(16)}${commandId.slice(18)}`;

/** Hex of the SHA-256 of several texts, told apart by their lengths. */
export const digestOf = (...texts: readonly (string | Uint8Array)[]): string => {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(`${text.length}:`).update(text);
  return hash.digest('hex');
};
