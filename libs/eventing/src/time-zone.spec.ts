import { describe, expect, it } from '@jest/globals';

import { isTimeZone, localTime } from './time-zone.js';

describe('the time on the wall', () => {
  it.each([
    [
      '2026-03-29T00:59:00.000Z',
      'Europe/Berlin',
      { weekday: 7, date: '2026-03-29', time: '01:59' },
    ],
    [
      '2026-03-29T01:00:00.000Z',
      'Europe/Berlin',
      { weekday: 7, date: '2026-03-29', time: '03:00' },
    ],
    [
      '2026-10-25T01:30:00.000Z',
      'Europe/Berlin',
      { weekday: 7, date: '2026-10-25', time: '02:30' },
    ],
    ['2026-11-24T22:15:00.000Z', 'Africa/Cairo', { weekday: 3, date: '2026-11-25', time: '00:15' }],
    [
      '2024-02-28T23:45:00.000Z',
      'Asia/Kathmandu',
      { weekday: 4, date: '2024-02-29', time: '05:30' },
    ],
  ])('is, at %s in %s, %j', (at, zone, shown) => expect(localTime(at, zone)).toEqual(shown));

  it('is known for the names of the IANA database only', () => {
    expect(['Africa/Cairo', 'UTC'].every(isTimeZone)).toBe(true);
    expect(['Cairo/Africa', '+02:00', '', 'constructor'].some(isTimeZone)).toBe(false);
  });
});
