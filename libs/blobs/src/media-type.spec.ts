import { describe, expect, it } from '@jest/globals';
import { essenceOf, isHarmlessMedia, isHarmlessName, looksLike, mayHold } from './media-type.js';

const bytes = (hex: string) => Buffer.from(hex.padEnd(32, '0'), 'hex');
const isTaken = (claimed: string | undefined, head: Uint8Array) => {
  const media = essenceOf(claimed);
  return isHarmlessMedia(media) && looksLike(media, head) && mayHold(media, head, head);
};
const csv = Buffer.from('name;city\r\nSalma;Cairo\r\n');
const zip = bytes('504b0304');
const compound = bytes('d0cf11e0a1b11ae1');
const wide = Buffer.from('\ufeffconnection lost', 'utf16le');

describe('a file as it is named by Windows, Apple and browsers', () => {
  it.each<[what: string, claimed: string | undefined, head: Uint8Array]>([
    ['CSV where Excel is installed', 'application/vnd.ms-excel', csv],
    ['an old workbook', 'application/vnd.ms-excel', compound],
    ['CSV', 'text/csv; charset=windows-1252', csv],
    ['a ZIP file', 'application/x-zip-compressed', zip],
    ['an empty ZIP file', 'application/zip', bytes('504b0506')],
    ['a mail', 'message/rfc822', Buffer.from('Received: from mail')],
    ['a mail of Outlook', 'application/vnd.ms-outlook', compound],
    ['a picture of a telephone', 'image/heic', bytes('0000002466747970686569630000')],
    ['a log without a type', undefined, Buffer.from('09:58 connected')],
    ['a log', 'text/x-log', Buffer.from('09:58 connected')],
    ['a log of bytes', 'application/octet-stream', Buffer.from('09:58 connected')],
    ['a text in UTF-16', 'text/plain', wide],
    ['CSV in UTF-16', 'text/csv', wide],
    ['a film', 'video/quicktime', bytes('0000001466747970717420')],
    ['a document with macros', 'application/vnd.ms-word.document.macroEnabled.12', zip],
    ['an open document', 'application/vnd.oasis.opendocument.text', zip],
  ])('is taken: %s', (_, claimed, head) => expect(isTaken(claimed, head)).toBe(true));

  it.each([
    ['text/html', '<p>'],
    ['application/xhtml+xml', '<html>'],
    ['image/svg+xml', '<svg>'],
    ['text/xml', '<?xml'],
    ['application/xml', '<?xml'],
    ['text/javascript', 'alert()'],
    ['application/x-javascript', 'alert()'],
    ['application/ecmascript', 'alert()'],
    ['multipart/related', 'From:'],
    ['application/wasm', '\0asm'],
    ['not a type', 'x'],
    ['text/', 'x'],
  ])('is refused where a browser would run it: %s', (claimed, content) =>
    expect(isTaken(claimed, Buffer.from(content))).toBe(false),
  );

  it.each([
    ['image/heic', 'hello, this is text'],
    ['application/x-zip-compressed', 'hello, this is text'],
    ['application/vnd.ms-outlook', 'hello, this is text'],
    ['text/plain', '\u007fELF\0\0'],
  ])('is refused where it is not what it claims: %s', (claimed, content) =>
    expect(isTaken(claimed, Buffer.from(content))).toBe(false),
  );
});

describe('the name of a file', () => {
  it.each(['page.html', 'PAGE.HTM', 'logo.svg', 'a.xhtml', 'a.mht', 'a.js', 'a.html.', 'a.xml '])(
    'is refused where a browser would run what it names: %s',
    (name) => expect(isHarmlessName(name)).toBe(false),
  );

  it.each(['printer.log', 'سجل.txt', 'html', 'notes.html.zip', 'data.json', 'mail.eml', 'a.msg'])(
    'is taken: %s',
    (name) => expect(isHarmlessName(name)).toBe(true),
  );
});
