import { lookUp } from '#eventing';
const starts =
  (...bytes: readonly number[]) =>
  (head: Uint8Array) =>
    bytes.every((byte, index) => head[index] === byte);

const ascii = (text: string) => starts(...Buffer.from(text, 'latin1'));

const isZip = starts(0x50, 0x4b, 0x03, 0x04);
const isText = (head: Uint8Array) => !head.includes(0);
const isWebp = (head: Uint8Array) =>
  ascii('RIFF')(head) && Buffer.from(head.subarray(8, 12)).toString('latin1') === 'WEBP';

const office = 'application/vnd.openxmlformats-officedocument';

/**
 * One row for each type that can be recognized by its first bytes; a type without a row is refused.
 */
const signatures: Readonly<Record<string, (head: Uint8Array) => boolean>> = {
  'image/png': starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
  'image/jpeg': starts(0xff, 0xd8, 0xff),
  'image/gif': ascii('GIF8'),
  'image/webp': isWebp,
  'application/pdf': ascii('%PDF-'),
  'application/zip': isZip,
  [`${office}.wordprocessingml.document`]: isZip,
  [`${office}.spreadsheetml.sheet`]: isZip,
  [`${office}.presentationml.presentation`]: isZip,
  'text/plain': isText,
  'text/csv': isText,
};

/** Every type that can be recognized by its first bytes; browsers execute none of them. */
export const knownMedia: readonly string[] = Object.keys(signatures);

/** `text/plain; charset=utf-8` → `text/plain`. */
export const essenceOf = (contentType: string | undefined): string =>
  (contentType ?? '').split(';')[0]!.trim().toLowerCase();

/** Whether the first bytes belong to the declared type. */
export const looksLike = (mediaType: string, head: Uint8Array): boolean =>
  lookUp(signatures, mediaType)?.(head) ?? false;

/** Whether later bytes may occur in a file of this type. */
export const mayHold = (mediaType: string, bytes: Uint8Array): boolean =>
  !mediaType.startsWith('text/') || isText(bytes);
