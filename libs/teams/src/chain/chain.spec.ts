import { describe, expect, it } from '@jest/globals';

import type { Absence } from '../staff/staff.events.js';
import type { ChainMember } from '../team/team.events.js';
import { availableAt } from './chain.mapping.js';

/** A Monday, nine in the morning in UTC: eleven in Cairo, ten in Berlin. */
const monday = '2026-01-05T09:00:00.000Z';
/** Seven in the evening in Cairo, six in Berlin. */
const evening = '2026-01-05T17:00:00.000Z';
const sunday = '2026-01-04T09:00:00.000Z';

const office = [
  { days: [1, 2, 3, 4, 5], from: '09:00', to: '12:00' },
  { days: [1, 2, 3, 4, 5], from: '13:00', to: '17:30' },
];
const mona: ChainMember = {
  manager: 'mona',
  deputies: ['dina', 'ali'],
  timeZone: 'Africa/Cairo',
  hours: office,
};
const max: ChainMember = {
  manager: 'max',
  deputies: ['eva'],
  timeZone: 'Europe/Berlin',
  hours: office,
};
const away = (more: Partial<Absence> = {}): readonly Absence[] => [
  {
    absence: '019ab3c4-5d6e-7fff-8f00-0123456789ab',
    from: '2026-01-05T00:00:00.000Z',
    to: '2026-01-06T00:00:00.000Z',
    ...more,
  },
];

const peopleAt = (
  at: string,
  absences: Readonly<Record<string, readonly Absence[]>> = {},
  chain: readonly ChainMember[] = [mona, max],
) =>
  availableAt(chain, (person) => absences[person] ?? [], { at, administrator: 'robin' }).map(
    ({ person, insteadOf }) => (insteadOf ? `${person} for ${insteadOf}` : person),
  );

describe('the people of a chain at a moment', () => {
  it('are its managers in their order, while they are at work', () =>
    expect(peopleAt(monday)).toEqual(['mona', 'max']));

  it('have their hours in their own time zone', () => {
    expect(peopleAt('2026-01-05T07:30:00.000Z')).toEqual(['mona', 'eva for max']);
    expect(peopleAt('2026-01-05T15:45:00.000Z')).toEqual(['dina for mona', 'max']);
    expect(peopleAt('2026-01-05T10:00:00.000Z')).toEqual(['dina for mona', 'max']);
  });

  it('are deputies out of hours; the last in line without any is there all the same', () => {
    expect(peopleAt(sunday)).toEqual(['dina for mona', 'eva for max']);
    expect(peopleAt(evening, {}, [mona, { ...max, deputies: [] }])).toEqual([
      'dina for mona',
      'max',
    ]);
  });

  it('are those named for the absence before those of the chain', () => {
    expect(peopleAt(monday, { mona: away({ deputy: 'omar' }) })).toEqual(['omar for mona', 'max']);
    expect(peopleAt(monday, { mona: away() })).toEqual(['dina for mona', 'max']);
    expect(peopleAt(monday, { mona: away({ deputy: 'omar' }), omar: away() })).toEqual([
      'dina for mona',
      'max',
    ]);
    expect(peopleAt(monday, { mona: away(), dina: away() })).toEqual(['ali for mona', 'max']);
  });

  it('count an absence from its beginning until its end', () => {
    expect(
      peopleAt('2026-01-05T11:00:00.000Z', { mona: away({ to: '2026-01-05T11:00:00.000Z' }) }),
    ).toEqual(['mona', 'eva for max']);
    expect(peopleAt(monday, { mona: away({ from: monday }) })).toEqual(['dina for mona', 'max']);
  });

  it('leave out a place where nobody is', () =>
    expect(peopleAt(monday, { mona: away(), dina: away(), ali: away() })).toEqual(['max']));

  it('end with the administrator when nobody is at the end', () => {
    expect(peopleAt(monday, { max: away(), eva: away() })).toEqual(['mona', 'robin for max']);
    expect(peopleAt(monday, {}, [])).toEqual(['robin']);
  });

  it('are each asked once', () =>
    expect(peopleAt(monday, { mona: away({ deputy: 'max' }) })).toEqual(['max for mona']));
});
