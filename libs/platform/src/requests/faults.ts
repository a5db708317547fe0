import type { Sentence } from '#eventing';

/** What is wrong with one value, and where: a JSON pointer (RFC 6901) as a URI fragment. */
export interface FieldFault {
  readonly pointer: string;
  readonly detail: Sentence;
}

/** A name as it stands in a pointer; names come from outside, so they are cut. */
export const pointerPart = (name: string): string =>
  `/${name.toWellFormed().slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')}`;

/** One fault for each value: the first that is told of it. */
export const oneEach = (faults: readonly FieldFault[]): readonly FieldFault[] => {
  const first = new Map<string, FieldFault>();
  for (const fault of faults) if (!first.has(fault.pointer)) first.set(fault.pointer, fault);
  return [...first.values()];
};
