import { afterAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { count, moment, orUnknown, text, among } from '../cells.js';
import { readLog } from './rows.js';
import type { HistoryEntry, Source } from './source.js';

const folder = mkdtempSync(join(tmpdir(), 'amends-rows-'));
afterAll(() => rmSync(folder, { recursive: true }));

const small: Source<HistoryEntry> = {
  system: 'small',
  title: 'a log of a small system',
  columns: {
    ticket: ['id', text],
    openedAt: ['opened', moment],
    updatedAt: ['updated', moment],
    update: ['count', count],
    state: ['state', text],
    group: ['group', orUnknown(text)],
    priority: ['priority', among({ P1: 'critical' as const })],
    reopened: ['reopened', count],
    reassigned: ['reassigned', count],
  },
  opens: () => ({ type: 'ResumeTicket', data: {} }),
  remembers: (_, entry) => entry,
  facts: {},
  states: {},
  gaps: {},
  left: {},
};

const HEADER = 'id,opened,updated,count,state,group,priority,reopened,reassigned,more';
const row = (id: string, number: number) =>
  `${id},01-02-2016 08:00,01-02-2016 09:0${number},${number},Open,?,P1,0,0,"a, ""b"""`;

let files = 0;
const fileOf = (content: string | Uint8Array) => {
  const file = join(folder, `${files++}.csv`);
  writeFileSync(file, content);
  return file;
};

const reading = (...lines: readonly string[]) => readLog(small, fileOf(lines.join('\n')));

describe('reading a log', () => {
  it('sorts rows by ticket, each with its line', async () => {
    const { tickets, rows, misfits } = await reading(HEADER, row('A', 0), row('B', 0), row('A', 1));
    expect([...tickets].map(([id, lines]) => [id, lines.map(({ line }) => line)])).toEqual([
      ['A', [2, 4]],
      ['B', [3]],
    ]);
    expect([rows, misfits]).toEqual([3, []]);
  });

  it('takes a byte order mark, Windows line ends and gzip', async () => {
    const content = `\uFEFF${[HEADER, row('A', 0), row('A', 1)].join('\r\n')}\r\n`;
    for (const file of [fileOf(content), fileOf(gzipSync(content))])
      expect(await readLog(small, file)).toMatchObject({ rows: 2, misfits: [] });
  });

  it('loses no cell and no line to a line break or a tab in a cell', async () => {
    const broken = (id: string) => row(id, 0).replace('"a, ', '"a,\r\n\t\r\n');
    const lines = [
      HEADER,
      broken('A'),
      row('B', 0).replace('P1', 'P9'),
      broken('C').replace('Open', '"O\npen"'),
      row('D', 0),
    ];
    for (const end of ['\n', '\r\n']) {
      const { tickets, misfits } = await readLog(small, fileOf(lines.join(end)));
      const at = [...tickets].map(([id, [first]]) => [id, first!.line, first!.entry.state]);
      expect(at).toEqual([
        ['A', 2, 'Open'],
        ['C', 6, 'O pen'],
        ['D', 10, 'Open'],
      ]);
      expect(misfits).toMatchObject([{ line: 5 }]);
    }
  });

  it('reads semicolons, and dates with slashes', async () => {
    const content = [HEADER, row('A', 0).replace(/"a.*$/, 'a')].join('\n').replaceAll(',', ';');
    const slashed = content.replaceAll('01-02-2016', '1/2/2016');
    const { tickets, misfits } = await readLog(small, fileOf(slashed));
    expect(misfits).toEqual([]);
    expect(tickets.get('A')).toMatchObject([{ entry: { openedAt: '2016-02-01T08:00:00.000Z' } }]);
  });

  it.each([
    ['a row that is cut off', 'A,01-02-2016 08:00,01-0', 'It has 3 columns instead of 10.'],
    ['a moment that is none', row('A', 0).replace('08:00', '25:00'), 'opened: "01-02-2016 25:00"'],
    ['a value nobody knows', row('A', 0).replace('P1', 'P9'), 'priority: "P9" is not one of P1.'],
    ['the same update again', row('B', 0), 'The same update stands further up already.'],
    ['text that is not UTF-8', row('\uFFFD', 0), 'is not plain UTF-8 text.'],
    ['an unknown id', row('?', 0), 'id: It is empty.'],
  ])('tells of %s, and reads on', async (_, bad, sentence) => {
    const { tickets, misfits } = await reading(HEADER, row('B', 0), bad, row('B', 1));
    expect(misfits).toEqual([{ line: 3, sentence: expect.stringContaining(sentence) }]);
    expect(tickets.get('B')).toHaveLength(2);
  });

  it('tells of a quote that is never closed', async () => {
    const { rows, misfits } = await reading(HEADER, row('A', 0), '"A,01-02');
    expect([rows, misfits]).toEqual([
      1,
      [{ line: 3, sentence: expect.stringContaining('Not CSV') }],
    ]);
  });

  it('keeps what stands before the place where a compressed file breaks off', async () => {
    const rows = Array.from({ length: 5000 }, (_, index) => row(`T${index * 7919}`, index % 10));
    const whole = gzipSync([HEADER, ...rows].join('\n'));
    const { tickets, misfits } = await readLog(
      small,
      fileOf(whole.subarray(0, whole.length - 2000)),
    );
    expect(tickets.size).toBeGreaterThan(1000);
    expect(misfits.at(-1)!.sentence).toContain('ends early');
  });

  it.each([
    ['an empty file', ''],
    ['another table', 'a,b\n1,2'],
    ['a JSON file', '{"id": 1}'],
    ['bytes', Uint8Array.from({ length: 5000 }, (_, index) => (index * 7) % 256)],
    ['broken gzip', Uint8Array.of(0x1f, 0x8b, 1, 2, 3)],
  ])('refuses %s in one sentence', async (_, content) => {
    await expect(readLog(small, fileOf(content))).rejects.toMatchObject({
      name: 'ImportFault',
      message: expect.stringMatching(/^\S+ is not a log of a small system: .*\.$/),
    });
  });

  it('refuses a file that is not there', async () => {
    await expect(readLog(small, join(folder, 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
