import { describe, expect, it } from '@jest/globals';
import { eventsBetween, isLost } from './resumption.js';

const resumptions = [
  { after: 10, first: 1000 },
  { after: 1005, first: 5000 },
];

describe('a log that was restored twice', () => {
  it.each([
    [10, false],
    [11, true],
    [999, true],
    [1000, false],
    [1005, false],
    [1006, true],
    [5000, false],
  ])('says of position %i whether its event was lost: %s', (position, lost) =>
    expect(isLost(resumptions, position)).toBe(lost),
  );

  it.each([
    [0, 10, 10],
    [10, 1000, 1],
    [8, 1002, 5],
    [0, 5001, 18],
    [1000, 1005, 5],
  ])('counts the events after %i up to %i without those: %i', (from, to, count) =>
    expect(eventsBetween(resumptions, from, to)).toBe(count),
  );
});
