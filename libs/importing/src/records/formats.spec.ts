import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readersFor, settingsWith } from '#records';

import { openFile } from '../file.js';
import { type Format, formats, lookInto } from './formats.js';
import type { Found } from './row.js';

const folder = mkdtempSync(join(tmpdir(), 'amends-formats-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
const fileOf = (content: string | Uint8Array, ending = '') => {
  const file = join(folder, `${files++}${ending}`);
  writeFileSync(file, content);
  return file;
};

const settings = settingsWith(readersFor({ country: 'EG' }));

const read = async (content: string | Uint8Array, stated?: Format) => {
  const file = fileOf(content);
  const { format, head } = await lookInto(file, stated);
  const found: Found[] = [];
  const reading = { system: 'crm', settings, file };
  for await (const one of formats[format](await openFile(file), reading, head)) found.push(one);
  return found;
};

const salma = {
  line: 2,
  data: {
    customer: 'salma',
    system: 'crm',
    row: 'salma',
    fields: { name: 'سلمى حسن', address: { street: 'شارع النيل', houseNumber: '٣٠' } },
  },
  left: [],
};
const csv = ['customer,name,address.street,address.houseNumber', 'salma,سلمى حسن,شارع النيل,٣٠'];
const user = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  id: '17',
  externalId: 'salma',
  displayName: 'سلمى حسن',
};

describe('telling the format of a file', () => {
  it.each<[Format, string, string]>([
    ['csv', '.csv', 'a,b'],
    ['csv', '.csv.gz', 'a,b'],
    ['csv', '.txt', 'customer,name'],
    ['ndjson', '.jsonl', '{"customer":"salma"}'],
    ['scim', '.json', JSON.stringify(user, null, 2)],
    ['scim', '.ndjson', JSON.stringify(user)],
    ['scim', '.scim', '{}'],
  ])('is %s by %s and %s', async (format, ending, content) => {
    const bytes = ending.endsWith('.gz') ? gzipSync(content) : content;
    expect(await lookInto(fileOf(bytes, ending))).toEqual({ format, head: content });
  });

  it('is not done where it is stated', async () =>
    expect(await lookInto(fileOf('{}', '.csv'), 'ndjson')).toMatchObject({ format: 'ndjson' }));

  it('says what to do with a file that is none of them', async () => {
    await expect(lookInto(fileOf('[{"customer":"salma"}]'))).rejects.toThrow(
      'is one JSON list. Write one object per line.',
    );
    await expect(lookInto(fileOf(Buffer.from('\uFEFFa,b', 'utf16le')))).rejects.toThrow(
      'is UTF-16. Save it as UTF-8.',
    );
  });
});

describe('reading CSV', () => {
  it('takes commas, semicolons, tabs, a byte order mark and gzip', async () => {
    for (const delimiter of [',', ';', '\t']) {
      const content = `\uFEFF${csv.map((row) => row.replaceAll(',', delimiter)).join('\r\n')}\r\n`;
      expect(await read(content)).toEqual([salma]);
      expect(await read(gzipSync(content))).toEqual([salma]);
    }
  });

  it('refuses a file that says nothing of records', async () => {
    await expect(read('')).rejects.toThrow('it has no header');
    await expect(read('name\nSalma')).rejects.toThrow('it lacks the columns "customer"');
    await expect(read('customer,shoe\nsalma,38')).rejects.toThrow('has no column of a record');
    await expect(read('customer,name,name\na,b,c')).rejects.toThrow('two columns "name"');
  });

  it('tells what does not fit, by its line and without its words', async () => {
    const found = await read(
      'customer,since,name\na,gestern,A\nb,,B"B\nc,\nd,2024-02-30,D\n,,E\n',
      'csv',
    );
    expect(found.toSorted((one, other) => one.line - other.line)).toEqual([
      { line: 2, sentence: 'since: Must be a moment in UTC such as 2026-11-22T09:30:00Z.' },
      { line: 3, sentence: 'Not CSV: Invalid Opening Quote.' },
      { line: 4, sentence: 'It has 2 columns instead of 3.' },
      { line: 5, sentence: 'since: Must be a moment in UTC such as 2026-11-22T09:30:00Z.' },
      { line: 6, sentence: 'Column customer is empty.' },
    ]);
  });

  it('takes a day for its beginning, and text that is none for a misfit', async () => {
    const [day, garbled] = await read(
      Buffer.concat([Buffer.from('customer,since,name\na,2024-03-01,A\nb,,'), Buffer.from([0xc3])]),
    );
    expect(day).toMatchObject({ data: { since: '2024-03-01T00:00:00.000Z' } });
    expect(garbled).toEqual({ line: 3, sentence: 'fields name: this is not plain UTF-8 text.' });
  });

  it('loses no cell and no line to a line break or a tab in a cell', async () => {
    const found = await read(
      'customer,name,address.street\r\na,"A\r\nB\tC","Nile\r\nStreet"\r\n\r\nb b,B,\r\nc,C,\r\n',
      'csv',
    );
    expect(found).toMatchObject([
      { line: 2, data: { fields: { name: 'A B C', address: { street: 'Nile Street' } } } },
      { line: 6, sentence: expect.stringContaining('The customer’s id is invalid') },
      { line: 7, data: { customer: 'c' } },
    ]);
  });

  it('says that nothing was read beyond a quote that is left open', async () =>
    expect(await read('customer,name\nz,Z\na,"A\nb,B\n')).toMatchObject([
      { line: 2, data: { customer: 'z' } },
      { line: 4, sentence: 'Not CSV: Quote Not Closed. Nothing after record 2 was read.' },
    ]));
});

describe('reading NDJSON', () => {
  const lines = (...values: readonly unknown[]) =>
    values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join('\n');

  it('takes objects, numbers and nothing for an address, and no list', async () => {
    const found = await read(
      lines(
        { customer: 'a', address: { street: 'Nile', houseNumber: 30, floor: 2 } },
        '',
        { customer: 'b', address: null, name: null },
        { customer: 'c', name: ['Cem'] },
        { customer: 'd', address: 'Nile 30' },
        '{"customer":"e"',
        '{"customer":"f","name":"\\ud800"}',
      ),
    );
    expect(found).toMatchObject([
      { line: 1, data: { fields: { address: { houseNumber: '30' } } }, left: ['address.floor'] },
      { line: 3, data: { fields: { address: '', name: '' } } },
      { line: 4, sentence: 'name: this is more than one value.' },
      { line: 5, sentence: 'address: an address is an object of its parts.' },
      { line: 6, sentence: 'It is not a JSON object.' },
      { line: 7, sentence: 'fields name: this is not plain UTF-8 text.' },
    ]);
  });

  it('skips a line that is too long, and goes on', async () => {
    const long = `{"customer":"a","name":"${'x'.repeat(1 << 21)}"}`;
    expect(await read(lines(long, { customer: 'b', name: 'B' }))).toMatchObject([
      { line: 1, sentence: 'The line is too long.' },
      { line: 2, data: { customer: 'b' } },
    ]);
  });
});

describe('reading SCIM', () => {
  const list = {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    Resources: [user, { ...user, externalId: 'sam@example.org' }, 'user'],
  };
  const told = [
    { data: { customer: 'salma', row: '17', fields: { name: 'سلمى حسن', email: '' } } },
    { data: { customer: '17' } },
    { sentence: 'It is not a user.' },
  ];

  it('takes a user or a list a line, and a document on many lines', async () => {
    expect(await read(JSON.stringify(user))).toMatchObject([told[0]]);
    expect(await read(`${JSON.stringify(user)}\n${JSON.stringify(list)}`)).toMatchObject([
      { line: 1, ...told[0] },
      ...told.map((one, index) => ({ line: 2, user: index + 1, ...one })),
    ]);
    expect(await read(JSON.stringify(list, null, 2))).toMatchObject(told);
  });

  it('is not upset by members of another shape', async () => {
    const odd = { ...user, name: 'Salma', emails: [null, 'a@b.org'], addresses: 'Nile 30' };
    expect(await read(JSON.stringify(odd))).toMatchObject([
      { data: { fields: { name: 'سلمى حسن', email: '', address: '' } } },
    ]);
  });

  it('says that a document was cut off', async () =>
    expect(await read(JSON.stringify(list, null, 2).slice(0, 300))).toEqual([
      { line: 1, sentence: 'It is not a JSON object.' },
    ]));
});
