import { describe, expect, it } from '@jest/globals';
import { patched } from './patch.mapping.js';

const memberOf = (index: number) => ({ value: `member-${index}` });
const group = (size: number) => ({
  displayName: 'Everybody',
  members: Array.from({ length: size }, (_, index) => memberOf(index)),
});

const after = (operations: readonly object[], size = 3) =>
  patched('Group', group(size), { Operations: operations });

describe('changing the members of a group', () => {
  const abroad = { value: 'ana', display: 'Ana' };

  it.each([
    ['adds one', [{ op: 'add', path: 'members', value: [abroad] }], [0, 1, 2], [abroad]],
    [
      'adds one that comes alone',
      [{ op: 'Add', path: 'members', value: abroad }],
      [0, 1, 2],
      [abroad],
    ],
    ['adds by no path', [{ op: 'add', value: { members: [abroad] } }], [0, 1, 2], [abroad]],
    ['adds nobody twice', [{ op: 'add', path: 'members', value: [memberOf(1)] }], [0, 1, 2], []],
    ['replaces all', [{ op: 'replace', path: 'members', value: [abroad] }], [], [abroad]],
    ['removes by a filter', [{ op: 'remove', path: 'members[value eq "member-1"]' }], [0, 2], []],
    ['removes by values', [{ op: 'Remove', path: 'members', value: [memberOf(0)] }], [1, 2], []],
    [
      'removes by values as Entra names them',
      [{ op: 'Remove', path: 'members', value: [{ $ref: null, value: 'member-0' }] }],
      [1, 2],
      [],
    ],
    [
      'removes nobody who is not there',
      [{ op: 'remove', path: 'members', value: [abroad] }],
      [0, 1, 2],
      [],
    ],
    [
      'does one after the other',
      [
        { op: 'remove', path: 'members' },
        { op: 'replace', path: 'displayName', value: 'Some' },
        { op: 'add', path: 'members', value: [abroad] },
      ],
      [],
      [abroad],
    ],
  ])('%s', (_, operations, kept, added) => {
    expect(after(operations)['members']).toEqual([...kept.map(memberOf), ...added]);
  });

  it('changes what else an operation names', () => {
    const value = { displayName: 'Some', members: [abroad] };
    expect(after([{ op: 'replace', value }])).toEqual({ displayName: 'Some', members: [abroad] });
  });

  it('leaves no empty list', () => {
    expect(after([{ op: 'remove', path: 'members' }])).toEqual({ displayName: 'Everybody' });
  });

  it.each([
    ['a member without a value', { op: 'add', path: 'members', value: [{ display: 'Ana' }] }],
    ['another member than there is', { op: 'replace', path: 'members[value eq "x"]', value: {} }],
  ])('is refused %s', (_, operation) => {
    expect(() => after([operation])).toThrow('This change is invalid');
  });

  it('costs as much as its operations, not their square', () => {
    const operations = (count: number) =>
      Array.from({ length: 100 }, (_, round) => ({
        op: 'add',
        path: 'members',
        value: Array.from({ length: count }, (__, index) =>
          memberOf(1_000_000 + round * count + index),
        ),
      }));
    const timeOf = (count: number) => {
      const asked = operations(count);
      const started = performance.now();
      after(asked, count * 100);
      return performance.now() - started;
    };
    const quickest = (count: number) => Math.min(...[1, 2, 3].map(() => timeOf(count)));
    quickest(25);
    // Four times as many: the square of it would be sixteen times as long.
    expect(quickest(100)).toBeLessThan(10 * quickest(25));
  });
});

describe('a change by names that every object has', () => {
  it.each([
    { op: 'add', path: '__proto__.polluted', value: 'yes' },
    { op: 'add', path: 'constructor.prototype.polluted', value: 'yes' },
    { op: 'replace', path: 'name', value: { 'constructor.prototype.polluted': 'yes' } },
    { op: 'add', value: { name: { 'toString.polluted': 'yes' } } },
    { op: 'remove', path: 'hasOwnProperty' },
    { op: 'remove', path: 'emails[valueOf eq "a"]' },
  ])('is refused: %j', (operation) => {
    const entry = { userName: 'ana', name: { givenName: 'Ana' }, emails: [{ value: 'a' }] };
    expect(() => patched('User', entry, { Operations: [operation] })).toThrow(
      'This change is invalid',
    );
    expect(Object(1).polluted).toBeUndefined();
    expect(Object.hasOwn(Object.prototype.toString, 'polluted')).toBe(false);
  });

  it('takes them as values', () => {
    const path = 'emails[value eq "constructor"].type';
    const entry = { userName: 'ana', emails: [{ value: 'constructor' }] };
    const next = patched('User', entry, { Operations: [{ op: 'replace', path, value: 'work' }] });
    expect(next['emails']).toEqual([{ value: 'constructor', type: 'work' }]);
  });
});
