import { lookUp } from '#eventing';

type Check = (head: Uint8Array) => boolean;

const starts =
  (...bytes: readonly number[]): Check =>
  (head) =>
    bytes.every((byte, index) => head[index] === byte);

const ascii = (text: string) => starts(...Buffer.from(text, 'latin1'));

const asciiAt =
  (offset: number, text: string): Check =>
  (head) =>
    ascii(text)(head.subarray(offset));

const anyOf =
  (...checks: readonly Check[]): Check =>
  (head) =>
    checks.some((check) => check(head));

const isZip = anyOf(
  starts(0x50, 0x4b, 0x03, 0x04),
  starts(0x50, 0x4b, 0x05, 0x06),
  starts(0x50, 0x4b, 0x07, 0x08),
);
/** The compound files of older Office, of Outlook too. */
const isCompound = starts(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1);
const isGzip = starts(0x1f, 0x8b);
const isRar = ascii('Rar!\x1a\x07');
const isJpeg = starts(0xff, 0xd8, 0xff);
const isBitmap = ascii('BM');
/** The files of ISO/IEC 14496-12: HEIC, AVIF, MP4. */
const isMedia = asciiAt(4, 'ftyp');
/** UTF-16 has zero bytes, and says by its first two bytes what it is. */
const isWide = anyOf(starts(0xff, 0xfe), starts(0xfe, 0xff));
const hasNoZero = (bytes: Uint8Array) => !bytes.includes(0);
const isText = anyOf(isWide, hasNoZero);

const office = 'application/vnd.openxmlformats-officedocument';
const binary = 'application/octet-stream';

/**
 * The first bytes of each type that has a mark, as Windows, Apple and browsers name it. A type
 * without a row is taken as it is claimed.
 */
const signatures: Readonly<Record<string, Check>> = {
  'image/png': starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
  'image/jpeg': isJpeg,
  'image/pjpeg': isJpeg,
  'image/gif': ascii('GIF8'),
  'image/webp': (head) => ascii('RIFF')(head) && asciiAt(8, 'WEBP')(head),
  'image/heic': isMedia,
  'image/heif': isMedia,
  'image/avif': isMedia,
  'image/bmp': isBitmap,
  'image/x-ms-bmp': isBitmap,
  'image/tiff': anyOf(ascii('II*\0'), ascii('MM\0*')),
  'video/mp4': isMedia,
  'application/pdf': ascii('%PDF-'),
  'application/zip': isZip,
  'application/x-zip-compressed': isZip,
  'application/gzip': isGzip,
  'application/x-gzip': isGzip,
  'application/x-7z-compressed': starts(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c),
  'application/vnd.rar': isRar,
  'application/x-rar-compressed': isRar,
  [`${office}.wordprocessingml.document`]: isZip,
  [`${office}.spreadsheetml.sheet`]: isZip,
  [`${office}.presentationml.presentation`]: isZip,
  'application/msword': anyOf(isCompound, ascii('{\\rtf')),
  // Windows calls every CSV file so where Excel is installed.
  'application/vnd.ms-excel': anyOf(isCompound, isZip, isText),
  'application/vnd.ms-powerpoint': isCompound,
  'application/vnd.ms-outlook': isCompound,
  'message/rfc822': hasNoZero,
  'text/plain': isText,
  'text/csv': isText,
};

const known = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,100}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,100}$/;

/** Browsers show these as pages or run them (HTML, SVG, XML with styles, scripts, archives of pages). */
const runTypes =
  /^(?:multipart\/.*|.*\+xml|(?:text|application)\/(?:html|xml|xsl|wasm|hta|(?:x-)?(?:java|ecma|j|live|vb)script[0-9.]*)|application\/x-(?:shockwave-flash|mimearchive|httpd-php))$/;

const runNames =
  /\.(?:[a-z]?html?|xht|mht|mhtml|svgz?|xml|xslt?|[cm]?js|vbs|hta|swf|wasm|php[0-9]?)[. ]*$/i;

/** `text/plain; charset=utf-8` → `text/plain`. A file of no type is bytes. */
export const essenceOf = (contentType: string | undefined): string =>
  (contentType ?? '').split(';')[0]!.trim().toLowerCase() || binary;

/** Whether files of this type are taken: all that a browser would not run. */
export const isHarmlessMedia = (mediaType: string): boolean =>
  known.test(mediaType) && !runTypes.test(mediaType);

/** Whether a file of this name is taken: opened from a disk, the name decides what runs it. */
export const isHarmlessName = (name: string): boolean => !runNames.test(name);

/** Whether the first bytes belong to the declared type. */
export const looksLike = (mediaType: string, head: Uint8Array): boolean =>
  lookUp(signatures, mediaType)?.(head) ?? true;

/** Whether later bytes may occur in a file of this type that began so. */
export const mayHold = (mediaType: string, head: Uint8Array, bytes: Uint8Array): boolean =>
  !mediaType.startsWith('text/') || isWide(head) || hasNoZero(bytes);
