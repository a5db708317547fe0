const LENGTH = 2;

/** Entries one after another, each behind its length in two bytes (C2SP tlog-tiles). */
export const entryBundle = (entries: readonly Uint8Array[]): Buffer =>
  Buffer.concat(
    entries.flatMap((entry) => {
      const length = Buffer.alloc(LENGTH);
      length.writeUInt16BE(entry.length);
      return [length, entry];
    }),
  );

/** The entries of a bundle. Throws `RangeError` for one that was cut off. */
export const readEntryBundle = (bundle: Uint8Array): readonly Uint8Array[] => {
  const bytes = Buffer.from(bundle.buffer, bundle.byteOffset, bundle.length);
  const entries: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = at + LENGTH + bytes.readUInt16BE(at);
    if (end > bytes.length) throw new RangeError('The bundle was cut off.');
    entries.push(bytes.subarray(at + LENGTH, end));
    at = end;
  }
  return entries;
};
