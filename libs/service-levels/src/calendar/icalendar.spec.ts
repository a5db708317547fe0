import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Refusal } from '#eventing';

import { monday } from '../levels.fixture.js';
import { holidaysIn } from './icalendar.mapping.js';

const file = (...events: readonly (readonly string[])[]) =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//story//EN',
    ...events.flatMap((lines, index) => [
      'BEGIN:VEVENT',
      `UID:${index}@example.org`,
      'DTSTAMP:20260101T000000Z',
      ...lines,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ].join('\r\n');

const datesIn = (text: string) => holidaysIn(text, monday).map(({ date }) => date);

/** node-ical speaks of whole days in the zone of the machine; none may move them. */
describe.each(['UTC', 'Africa/Cairo', 'America/Los_Angeles', 'Pacific/Kiritimati'])(
  'an iCalendar file read in %s',
  (zone) => {
    const before = process.env['TZ'];
    beforeAll(() => {
      process.env['TZ'] = zone;
    });
    afterAll(() => {
      if (before === undefined) delete process.env['TZ'];
      else process.env['TZ'] = before;
    });

    it('gives its whole days as holidays', () =>
      expect(
        holidaysIn(
          file(['DTSTART;VALUE=DATE:20260424', 'DTEND;VALUE=DATE:20260425', 'SUMMARY:عيد العمال']),
          monday,
        ),
      ).toEqual([{ date: '2026-04-24', name: 'عيد العمال' }]));

    it('gives each day of several', () =>
      expect(
        datesIn(file(['DTSTART;VALUE=DATE:20260328', 'DTEND;VALUE=DATE:20260331', 'SUMMARY:Eid'])),
      ).toEqual(['2026-03-28', '2026-03-29', '2026-03-30']));

    it('writes repetitions out for five years, without those that are left out', () =>
      expect(
        datesIn(
          file([
            'DTSTART;VALUE=DATE:20201225',
            'RRULE:FREQ=YEARLY',
            'EXDATE;VALUE=DATE:20281225',
            'SUMMARY:Christmas',
          ]),
        ),
      ).toEqual(['2026', '2027', '2029', '2030', '2031'].map((year) => `${year}-12-25`)));

    it('gives the leap day in leap years only', () =>
      expect(
        datesIn(file(['DTSTART;VALUE=DATE:20240229', 'RRULE:FREQ=YEARLY', 'SUMMARY:Leap'])),
      ).toEqual(['2028-02-29']));

    it('gives the 31st in months that have one', () =>
      expect(
        datesIn(file(['DTSTART;VALUE=DATE:20260131', 'RRULE:FREQ=MONTHLY;COUNT=3', 'SUMMARY:End'])),
      ).toEqual(['2026-01-31', '2026-03-31', '2026-05-31']));
  },
);

describe('an iCalendar file', () => {
  it('leaves out what lasts hours, and what is past', () =>
    expect(
      datesIn(
        file(
          ['DTSTART:20260424T090000Z', 'DTEND:20260424T100000Z', 'SUMMARY:A meeting'],
          ['DTSTART;VALUE=DATE:20190101', 'SUMMARY:Long ago'],
          ['DTSTART;VALUE=DATE:20260102', 'SUMMARY:Now'],
        ),
      ),
    ).toEqual(['2026-01-02']));

  it.each([
    '',
    'Hello.',
    'BEGIN:VCALENDAR\nEND:VCALENDAR',
    file(['DTSTART:20260424T090000Z']),
    file(['DTSTART;VALUE=DATE:08000101', 'RRULE:FREQ=DAILY']),
  ])('is refused where no whole day is in it', (text) =>
    expect(() => holidaysIn(text, monday)).toThrow(Refusal),
  );

  it('is read with its lines folded', () =>
    expect(
      holidaysIn(file(['DTSTART;VALUE=DATE:2026', ' 0424', 'SUMMARY:Labour', '  Day']), monday),
    ).toEqual([{ date: '2026-04-24', name: 'Labour Day' }]));

  it('is refused with more repetitions than can be written out', () =>
    expect(() =>
      holidaysIn(
        file(
          ...Array.from({ length: 101 }, () => ['DTSTART;VALUE=DATE:20260101', 'RRULE:FREQ=DAILY']),
        ),
        monday,
      ),
    ).toThrow(Refusal));

  it('is not held up by rules that repeat each second, or since long ago', () =>
    expect(
      datesIn(
        file(
          ['DTSTART;VALUE=DATE:20260101', 'RRULE:FREQ=SECONDLY', 'SUMMARY:Never'],
          ['DTSTART;VALUE=DATE:18000101', 'RRULE:FREQ=DAILY', 'SUMMARY:Never'],
        ),
      ),
    ).toEqual([]));
});
