import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newSecret } from './data-key.js';
import { findMasterKeys, masterKeysOf } from './master-keys.js';

const [a, b] = [Buffer.alloc(32, 'a').toString('base64'), Buffer.alloc(32, 'b').toString('base64')];

describe('finding the master keys', () => {
  let folder: string;
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'amends-master-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('takes the first as the current one, and keeps the others for what they wrapped', () => {
    const { current, previous } = masterKeysOf(`${a}, ${b}`);

    expect(current).toEqual(masterKeysOf(a).current);
    expect(previous).toEqual([masterKeysOf(b).current]);
  });

  it('reads them from a file, one a line', () => {
    const file = join(folder, 'keys');
    writeFileSync(file, `${b}\n${a}\n`);

    const found = findMasterKeys({ file, folder, production: true });
    expect(found).toEqual(masterKeysOf(`${b},${a}`));
  });

  it('makes one for development, once, that only its owner reads', () => {
    const first = findMasterKeys({ folder, production: false });
    const second = findMasterKeys({ folder, production: false });

    expect(second).toEqual(first);
    expect(statSync(join(folder, 'master-key')).mode & 0o777).toBe(0o600);
  });

  it('makes none in production, and takes none from beside what it locks', () => {
    findMasterKeys({ folder, production: false });
    expect(() => findMasterKeys({ folder, production: true })).toThrow('AMENDS_MASTER_KEY');
  });

  it.each([
    ['too short', newSecret().subarray(1).toString('base64')],
    ['not base64', 'correct horse battery staple'],
    ['none', ' , '],
  ])('refuses a key that is %s, without telling it', (_, keys) => {
    expect(() => masterKeysOf(keys)).toThrow(TypeError);
    expect(() => masterKeysOf(keys)).not.toThrow(new RegExp(keys.trim().slice(0, 5) || 'x{9}'));
  });

  it('tells no master key by its name', () => {
    findMasterKeys({ folder, production: false });
    const text = readFileSync(join(folder, 'master-key'), 'utf8').trim();
    const { id } = masterKeysOf(text).current;
    expect(Buffer.from(text, 'base64').toString('hex')).not.toContain(id);
  });
});
